package dev.ganz.cli;

import dev.ganz.cli.report.PlanReport;
import dev.ganz.host.Machine;
import dev.ganz.host.tune.Change;
import dev.ganz.host.tune.Knobs;
import dev.ganz.host.tune.Plan;
import dev.ganz.host.tune.Planner;
import dev.ganz.host.tune.Profile;
import dev.ganz.host.tune.SharedMemoryWish;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.unit.Durations;
import dev.ganz.lab.unit.Sizes;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what to change on a host, and changes it. */
@Command(
        name = "tune",
        header = "Show what to change on this host, or change it.",
        description = {
            "",
            "  ganz host tune",
            "  ganz host tune --apply --confirm 5m",
            "  ganz host tune --profile virtual-guest --root /mnt/image --apply",
            "",
            "Shows a diff and changes nothing without --apply. What is applied holds at once and after the next boot, and ganz host undo",
            "takes it back.",
            "",
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all is as it should be, or was made so",
            "1:something would change, or was not confirmed",
            "2:wrong input or usage"
        },
        sortOptions = false)
final class HostTuneCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "virtual-host, virtual-guest or database-guest; what this machine is.")
    @Nullable
    String profile;

    @Option(
            names = "--shm",
            paramLabel = "SIZE",
            description =
                    "Size of /dev/shm: guests (as those need that use it), memory (the machine's and a quarter, for VMware's"
                            + " hosted products), or such as 5GiB; guests.")
    String shm = "guests";

    @Option(names = "--apply", description = "Change it.")
    boolean apply;

    @Option(
            names = "--confirm",
            paramLabel = "TIME",
            description =
                    "Take it back unless you confirm within this time; files for the next boot are written after that.")
    @Nullable
    String confirm;

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "Change the files of a machine that is not running, below a directory.")
    @Nullable
    String root;

    @Mixin
    Verbosity verbosity = new Verbosity();

    HostTuneCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (confirm != null && !apply) {
            throw new InvalidInput("--confirm " + confirm + ": expected --apply with it");
        }
        if (confirm != null && root != null) {
            throw new InvalidInput(
                    "--confirm " + confirm + ": expected no --root with it, as nothing there can be tried");
        }
        long patience = confirm == null ? 0 : Durations.parse(confirm);
        Knobs knobs = new Knobs(root == null ? Path.of("/") : directory(root));
        Plan plan = plan(knobs);
        try (Writer out = terminal.writer()) {
            PlanReport.write(plan, terminal.outStyle(), out);
        }
        plan.remarks().forEach(terminal::say);
        if (plan.steps().isEmpty()) {
            return ExitStatus.OK;
        }
        if (!apply) {
            return ExitStatus.FAILED;
        }
        boolean[] confirmed = {true};
        try (Change change = Change.open(knobs, () -> {})) {
            List<String> sentences = change.apply(
                    plan.profile(),
                    System.currentTimeMillis(),
                    plan.steps(),
                    () -> confirmed[0] = patience == 0 || new Confirmation(terminal).comes(patience));
            sentences.forEach(terminal::say);
        }
        terminal.say(confirmed[0] ? "applied; ganz host undo takes it back" : "not confirmed, so it was taken back");
        return confirmed[0] ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private Plan plan(Knobs knobs) {
        if (root == null) {
            Machine machine = HostSampling.sampler(terminal, Long.MAX_VALUE).machine();
            Profile chosen = profile == null ? Profile.of(machine) : Profile.named(profile);
            return Planner.plan(knobs, machine, chosen, wish(), true);
        }
        if (profile == null) {
            throw new InvalidInput(
                    "--root " + root + ": expected --profile with it, as nothing there says what the machine is for");
        }
        if (shm.equals("memory")) {
            throw new InvalidInput("--shm memory: expected a size with --root, as the machine's memory is not known");
        }
        return Planner.plan(knobs, Machine.named("", "", 0), Profile.named(profile), wish(), false);
    }

    private SharedMemoryWish wish() {
        return switch (shm) {
            case "guests" -> new SharedMemoryWish.OfGuests();
            case "memory" -> new SharedMemoryWish.OfMemory();
            default -> {
                long octets = Sizes.parse(shm);
                if (octets < 1 << 20) {
                    throw new InvalidInput("--shm " + shm + ": expected 1MiB or more");
                }
                yield new SharedMemoryWish.Exactly(octets);
            }
        };
    }

    private Path directory(String name) {
        Path path = terminal.path(name);
        if (!Files.isDirectory(path.resolve("etc"))) {
            throw new InvalidInput("--root " + name + ": expected the root of a system, with a directory etc in it");
        }
        return path;
    }
}
