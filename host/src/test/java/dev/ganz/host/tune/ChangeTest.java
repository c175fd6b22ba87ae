package dev.ganz.host.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.host.HostException;
import dev.ganz.host.Machine;
import dev.ganz.host.proc.FakeMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeTest {
    private static final String SCHEDULER = "/sys/block/sda/queue/scheduler";
    private static final String FSTAB = "UUID=1 / ext4 defaults 0 1\ntmpfs  /dev/shm  tmpfs  noexec,size=1g  0 0\n";

    @TempDir
    Path folder;

    private FakeMachine machine;
    private FakeKernel knobs;

    /** The power fails. */
    private static final class PowerFailure extends Error {
        private static final long serialVersionUID = 1;
    }

    @BeforeEach
    void begin() throws IOException {
        machine = machine(folder.resolve("alpha"));
        knobs = new FakeKernel(machine);
    }

    private static FakeMachine machine(Path root) throws IOException {
        return new FakeMachine(root)
                .disk("sda", "1", "[none] mq-deadline kyber bfq")
                .disk("nvme0n1", "0", "none [bfq]")
                .with("/sys/block/sda/device/wwid", "naa.5000c500a0b1c2d3\n")
                .with("/proc/meminfo", "MemTotal: 16777216 kB\n")
                .with("/proc/sys/vm/swappiness", "60\n")
                .with("/proc/sys/vm/dirty_ratio", "20\n")
                .with("/proc/sys/vm/dirty_bytes", "0\n")
                .with("/proc/sys/vm/dirty_background_ratio", "10\n")
                .with("/proc/sys/vm/dirty_background_bytes", "0\n")
                .with("/sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never\n")
                .with("/etc/sysctl.d/90-ganz-host.conf", "# mine\n")
                .with("/etc/fstab", FSTAB);
    }

    @Test
    void appliesWhatItShowsReadsItBackAndFindsNothingMoreToChange() throws IOException {
        Plan plan = plan();
        assertThat(plan.steps())
                .extracting(Step::path)
                .containsExactly(
                        "/sys/block/nvme0n1/queue/scheduler",
                        SCHEDULER,
                        "/proc/sys/vm/swappiness",
                        "/proc/sys/vm/dirty_background_bytes",
                        "/proc/sys/vm/dirty_bytes",
                        "/sys/kernel/mm/transparent_hugepage/enabled",
                        "/etc/udev/rules.d/90-ganz-host.rules",
                        "/etc/sysctl.d/90-ganz-host.conf",
                        "/etc/tmpfiles.d/ganz-host.conf",
                        "/etc/fstab");

        assertThat(apply(plan)).isEmpty();

        assertThat(text(SCHEDULER)).isEqualTo("none [mq-deadline] kyber bfq\n");
        assertThat(text("/proc/sys/vm/dirty_bytes")).isEqualTo("268435456\n");
        assertThat(text("/proc/sys/vm/dirty_ratio")).isEqualTo("0\n");
        assertThat(text("/etc/udev/rules.d/90-ganz-host.rules"))
                .contains(
                        "ATTRS{wwid}==\"naa.5000c500a0b1c2d3\", KERNEL==\"sd*\", ATTR{queue/scheduler}=\"mq-deadline\"")
                .contains("KERNEL==\"nvme0n1\", ATTR{queue/scheduler}=\"none\"");
        assertThat(text("/etc/sysctl.d/90-ganz-host.conf"))
                .contains("vm.swappiness = 10\n", "vm.dirty_bytes = 268435456\n");
        assertThat(text("/etc/fstab"))
                .isEqualTo("UUID=1 / ext4 defaults 0 1\ntmpfs  /dev/shm  tmpfs  noexec,size=5242880k  0 0\n");
        assertThat(plan().steps()).isEmpty();
    }

    @Test
    void undoesToTheLastOctet() throws IOException {
        SortedMap<String, String> before = files(machine.root());
        apply(plan());

        assertThat(undo(false))
                .contains(
                        SCHEDULER + ": none again", "/etc/fstab: as it was", "/etc/tmpfiles.d/ganz-host.conf: removed");

        assertThat(files(machine.root())).isEqualTo(before);
        assertThat(undo(false)).isEmpty();
    }

    @Test
    void undoesWhateverWriteThePowerFailedBefore() throws IOException {
        SortedMap<String, String> before = files(machine.root());
        int[] writes = {0};
        try (Change change = Change.open(knobs, () -> writes[0]++)) {
            change.apply("database-guest", 1, plan().steps(), () -> true);
        }
        assertThat(writes[0]).isEqualTo(21); // the journal, and twice for each of ten steps
        for (int failing = 1; failing <= writes[0]; failing++) {
            FakeMachine fresh = machine(folder.resolve("power" + failing));
            FakeKernel kernel = new FakeKernel(fresh);

            failsAt(
                    failing,
                    kernel,
                    change -> change.apply(
                            "database-guest", 1, plan(kernel, fresh).steps(), () -> true));
            try (Change change = Change.open(kernel, () -> {})) {
                change.undo(false);
            }

            assertThat(files(fresh.root()))
                    .as("power failed before write %d", failing)
                    .isEqualTo(before);
        }
    }

    @Test
    void undoesWhenThePowerFailsWhileItDoes() throws IOException {
        SortedMap<String, String> before = files(machine.root());
        for (int failing = 1; failing <= 11; failing++) {
            FakeMachine fresh = machine(folder.resolve("again" + failing));
            FakeKernel kernel = new FakeKernel(fresh);
            try (Change change = Change.open(kernel, () -> {})) {
                change.apply("database-guest", 1, plan(kernel, fresh).steps(), () -> true);
            }

            failsAt(failing, kernel, change -> change.undo(false));
            try (Change change = Change.open(kernel, () -> {})) {
                change.undo(false);
            }

            assertThat(files(fresh.root()))
                    .as("power failed before write %d", failing)
                    .isEqualTo(before);
        }
    }

    @Test
    void undoesWhatTheKernelRoundedWhenThePowerFailedBeforeItWasWrittenDown() throws IOException {
        List<Step> steps = List.of(Step.value("/proc/sys/vm/swappiness", "60", "30", ""));

        failsAt(3, knobs, change -> change.apply("virtual-guest", 1, steps, () -> true));
        assertThat(text("/proc/sys/vm/swappiness")).isEqualTo("31\n");

        assertThat(undo(false)).containsExactly("/proc/sys/vm/swappiness: 60 again");
        assertThat(text("/proc/sys/vm/swappiness")).isEqualTo("60\n");
    }

    @Test
    void saysWhatTheKernelMadeOfAValue() {
        assertThat(apply(new Plan(
                        "virtual-guest",
                        List.of(new Proposal("", List.of(Step.value("/proc/sys/vm/swappiness", "60", "30", "")))),
                        List.of())))
                .containsExactly("/proc/sys/vm/swappiness: the kernel made 31 of 30");
    }

    @Test
    void leavesAloneWhatSomebodyChangedSinceUnlessForced() throws IOException {
        apply(plan());
        machine.with(SCHEDULER, "none mq-deadline kyber [bfq]\n").with("/etc/fstab", "# new\n");

        assertThat(undo(false))
                .contains(
                        SCHEDULER + " was changed since, to bfq: it was left alone (--force takes it back to none)",
                        "/etc/fstab was changed since, to other content: it was left alone (--force takes it back to other content)");
        assertThat(text("/etc/fstab")).isEqualTo("# new\n");

        undo(true);
        assertThat(text("/etc/fstab")).isEqualTo(FSTAB);
        assertThat(text(SCHEDULER)).isEqualTo("[none] mq-deadline kyber bfq\n");
    }

    @Test
    void leavesAloneADeviceThatTookThePlaceOfAnother() throws IOException {
        apply(plan());
        machine.with("/sys/block/sda/device/wwid", "naa.1\n");

        assertThat(undo(false)).contains(SCHEDULER + " belongs to another device now, and was left alone");
    }

    @Test
    void takesBackWhatWasWrittenWhenAWriteFails() throws IOException {
        SortedMap<String, String> before = files(machine.root());
        List<Step> steps = List.of(
                Step.value(SCHEDULER, "none", "mq-deadline", ""),
                Step.value("/sys/block/sdz/queue/scheduler", "a", "b", ""));

        assertThatThrownBy(() -> apply(new Plan("x", List.of(new Proposal("", steps)), List.of())))
                .isInstanceOf(HostException.class)
                .hasMessage("cannot write /sys/block/sdz/queue/scheduler: no such file or directory;"
                        + " what had been changed was taken back");

        assertThat(files(machine.root())).isEqualTo(before);
        assertThat(undo(false)).isEmpty();
    }

    @Test
    void writesNoFileForTheNextBootBeforeItIsConfirmed() throws IOException {
        SortedMap<String, String> before = files(machine.root());
        try (Change change = Change.open(knobs, () -> {})) {
            change.apply("database-guest", 1, plan().steps(), () -> {
                assertThat(knobs.tree().line(SCHEDULER)).contains("[mq-deadline]");
                assertThat(knobs.tree().exists("/etc/udev/rules.d/90-ganz-host.rules"))
                        .isFalse();
                return false;
            });
        }

        assertThat(files(machine.root())).isEqualTo(before);
        assertThat(undo(false)).isEmpty();
    }

    @Test
    void undoesOneChangeAfterTheOther() throws IOException {
        SortedMap<String, String> before = files(machine.root());
        apply(plan());
        apply(Planner.plan(knobs, read(machine), Profile.VIRTUAL_HOST, new SharedMemoryWish.OfGuests(), true));
        assertThat(text("/proc/sys/vm/dirty_bytes")).isEqualTo("536870912\n");

        undo(false);
        assertThat(text("/proc/sys/vm/dirty_bytes")).isEqualTo("268435456\n");
        undo(false);
        assertThat(files(machine.root())).isEqualTo(before);
    }

    @Test
    void letsNoTwoChangesMeet() {
        try (Change _ = Change.open(knobs, () -> {})) {
            assertThatThrownBy(() -> Change.open(knobs, () -> {}))
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining("another ganz host tune or undo is under way");
        }
    }

    @Test
    void keepsPermissionsAndRemovesWhatAKilledWriteLeft() throws IOException {
        Path fstab = machine.root().resolve("etc/fstab");
        Files.setPosixFilePermissions(fstab, PosixFilePermissions.fromString("rw-r-----"));
        apply(plan());
        assertThat(Files.getPosixFilePermissions(fstab)).isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        Path left = Files.writeString(fstab.resolveSibling(".fstab.123.0.part"), "half");
        Path other = Files.writeString(fstab.resolveSibling(".fstab.swp"), "an editor's");

        undo(false);

        assertThat(left).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void changesTheFilesOfAMachineThatIsNotRunningAndNothingElse() throws IOException {
        Plan plan = Planner.plan(
                knobs, Machine.named("", "", 0), Profile.VIRTUAL_GUEST, new SharedMemoryWish.Exactly(5L << 30), false);

        apply(plan);

        assertThat(plan.steps()).allMatch(step -> step.kind() == Step.Kind.FILE);
        assertThat(text("/etc/udev/rules.d/90-ganz-host.rules")).contains("KERNEL==\"vd[a-z]|vd[a-z][a-z]|xvd[a-z]\"");
        assertThat(text("/etc/fstab")).contains("size=5242880k");
        assertThat(text(SCHEDULER)).isEqualTo("[none] mq-deadline kyber bfq\n");
    }

    @Test
    void followsNoLinkOutOfAnotherMachinesTree() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(machine.root().resolve("etc/tmpfiles.d"), outside);

        assertThatThrownBy(this::plan)
                .isInstanceOf(HostException.class)
                .hasMessageContaining("expected a directory or a file, found a symbolic link");
        assertThat(outside).isEmptyDirectory();

        Files.createSymbolicLink(machine.root().resolve("var"), outside);
        assertThatThrownBy(() -> Change.open(knobs, () -> {})).isInstanceOf(HostException.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void namesThoseWhoSetTheSame() throws IOException {
        machine.with("/etc/tuned/active_profile", "virtual-host\n")
                .with("/etc/udev/rules.d/99-mine.rules", "KERNEL==\"sda\", ATTR{queue/scheduler}=\"bfq\"\n")
                .with("/etc/sysctl.conf", "vm.swappiness=1\n")
                .with("/etc/sysctl.d/10-first.conf", "vm.swappiness=1\n");

        assertThat(plan().remarks())
                .containsExactly(
                        "tuned is active with the profile virtual-host and sets the same again when it starts: tuned-adm off ends that",
                        "/etc/udev/rules.d/99-mine.rules sets schedulers after /etc/udev/rules.d/90-ganz-host.rules and wins at the next boot",
                        "/etc/sysctl.conf sets the same after ours and wins at the next boot");
    }

    /** Does something whose power fails before its n-th write. */
    private static void failsAt(int n, Knobs kernel, java.util.function.Consumer<Change> work) {
        int[] writes = {0};
        try (Change change = Change.open(kernel, () -> {
            if (++writes[0] == n) {
                throw new PowerFailure();
            }
        })) {
            assertThatThrownBy(() -> work.accept(change)).isInstanceOf(PowerFailure.class);
        }
    }

    private Plan plan() {
        return plan(knobs, machine);
    }

    private static Plan plan(Knobs kernel, FakeMachine of) {
        return Planner.plan(kernel, read(of), Profile.DATABASE_GUEST, new SharedMemoryWish.Exactly(5L << 30), true);
    }

    private static Machine read(FakeMachine of) {
        return of.sampler().machine();
    }

    private List<String> apply(Plan plan) {
        try (Change change = Change.open(knobs, () -> {})) {
            return change.apply(plan.profile(), 1, plan.steps(), () -> true);
        }
    }

    private List<String> undo(boolean force) {
        try (Change change = Change.open(knobs, () -> {})) {
            return change.undo(force);
        }
    }

    private String text(String path) throws IOException {
        return Files.readString(machine.root().resolve(path.substring(1)));
    }

    /** All files but those of the journal, with their content. */
    private static SortedMap<String, String> files(Path root) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString();
                if (!name.startsWith("var/lib/ganz")) {
                    files.put(name, Files.readString(file));
                }
            }
        }
        return files;
    }
}
