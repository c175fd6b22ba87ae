package dev.ganz.lab;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The programs of a node: run in the live world, skipped in virtual time, save for {@code program}.
 *
 * @param image of a container
 * @param program name of the class that is the behaviour of a node of kind {@link Node.Kind#PROGRAM}, in both worlds
 * @param exec commands that run once, in order
 * @param run commands that are kept running
 * @param restart what happens when one of these ends
 * @param ready command whose success means that the node is ready
 * @param depends nodes that must be ready before
 * @param binds files and directories of this machine that the node sees, {@code source:target[:options]}
 */
public record Workload(
        Optional<String> image,
        Optional<String> program,
        List<String> exec,
        List<String> run,
        Restart restart,
        Optional<String> ready,
        List<String> depends,
        List<String> binds,
        SortedMap<String, String> environment) {

    public static final Workload NONE = new Workload(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Restart.NO,
            Optional.empty(),
            List.of(),
            List.of(),
            Collections.emptySortedMap());

    public Workload {
        exec = List.copyOf(exec);
        run = List.copyOf(run);
        depends = List.copyOf(depends);
        binds = List.copyOf(binds);
        environment = Collections.unmodifiableSortedMap(environment);
    }

    /** What happens when a command ends that should run. */
    public enum Restart {
        /** It stays so. */
        NO,
        /** It is started again if its exit status is not 0. */
        ON_FAILURE,
        /** It is started again. */
        ALWAYS
    }

    /** True if there is a command to run. */
    public boolean hasCommands() {
        return !exec.isEmpty() || !run.isEmpty();
    }
}
