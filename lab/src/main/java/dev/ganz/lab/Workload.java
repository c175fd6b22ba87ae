package dev.ganz.lab;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The programs of a node: run in the live world, skipped in virtual time.
 *
 * @param exec commands that run once, in order
 * @param run commands that are kept running
 * @param ready command whose success means that the node is ready
 * @param depends nodes that must be ready before
 */
public record Workload(
        Optional<String> image,
        List<String> exec,
        List<String> run,
        Optional<String> ready,
        List<String> depends,
        SortedMap<String, String> environment) {

    public static final Workload NONE = new Workload(
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            java.util.Collections.emptySortedMap());

    /** True if there is a command to run. */
    public boolean hasCommands() {
        return !exec.isEmpty() || !run.isEmpty();
    }
}
