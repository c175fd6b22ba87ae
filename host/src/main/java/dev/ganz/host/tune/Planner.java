package dev.ganz.host.tune;

import dev.ganz.host.BlockDevice;
import dev.ganz.host.Machine;
import dev.ganz.host.advice.Advised;
import dev.ganz.host.advice.SchedulerChoice;
import dev.ganz.host.advice.SharedMemorySize;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Works out what would change on a machine; nothing is changed here. For one plan. */
public final class Planner {
    private static final String SYSCTL = "/etc/sysctl.d/90-ganz-host.conf";
    private static final String TMPFILES = "/etc/tmpfiles.d/ganz-host.conf";
    private static final String FSTAB = "/etc/fstab";
    private static final String SHARED_MEMORY = "/dev/shm";
    private static final String HUGE_PAGES = "/sys/kernel/mm/transparent_hugepage/enabled";
    private static final String DIRTY = " (Documentation/admin-guide/sysctl/vm.rst)";

    private final Knobs knobs;
    private final Machine machine;
    private final Profile profile;
    private final boolean running;
    private final List<Proposal> proposals = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final StringBuilder sysctls = new StringBuilder();

    private Planner(Knobs knobs, Machine machine, Profile profile, boolean running) {
        this.knobs = knobs;
        this.machine = machine;
        this.profile = profile;
        this.running = running;
    }

    /**
     * The plan for a machine.
     *
     * @param running whether it runs; of one that does not, only files are changed
     */
    public static Plan plan(Knobs knobs, Machine machine, Profile profile, SharedMemoryWish wish, boolean running) {
        Planner planner = new Planner(knobs, machine, profile, running);
        planner.schedulers();
        planner.swappiness();
        planner.dirtyPages();
        planner.sysctlFile();
        planner.hugePages();
        planner.sharedMemory(wish);
        planner.remarks.addAll(Conflicts.with(knobs.tree(), planner.proposals));
        return new Plan(profile.toString(), planner.proposals, planner.remarks);
    }

    private void schedulers() {
        if (!running) {
            file(
                    "schedulers by the kinds of disks (RHEL 9, Setting the disk scheduler)",
                    UdevRules.PATH,
                    UdevRules.HEAD + UdevRules.ofKinds(profile));
            return;
        }
        StringBuilder rules = new StringBuilder(UdevRules.HEAD);
        for (BlockDevice device : machine.devices()) {
            Optional<Advised> advised = SchedulerChoice.of(device);
            if (advised.isEmpty()) {
                continue;
            }
            String path = "/sys/block/" + device.name() + "/queue/scheduler";
            if (SchedulerChoice.fits(device)) {
                continue;
            }
            proposals.add(new Proposal(
                    device.name() + ": " + advised.get().why(),
                    List.of(Step.value(path, device.scheduler(), advised.get().value(), device.identity()))));
            rules.append(UdevRules.of(device, advised.get().value()));
        }
        keepEarlier(rules);
        if (rules.length() > UdevRules.HEAD.length()) {
            file("the same when the disks appear at the next boot", UdevRules.PATH, rules.toString());
        }
    }

    /** What an earlier change has set fits now, and its rules must stay. */
    private void keepEarlier(StringBuilder rules) {
        String earlier = knobs.read(Step.Kind.FILE, UdevRules.PATH).orElse("");
        earlier.lines()
                .filter(line -> !line.startsWith("#")
                        && rules.indexOf(line.replaceFirst(", ATTR\\{queue/scheduler}=.*", ",")) < 0)
                .forEach(line -> rules.append(line).append('\n'));
    }

    private void swappiness() {
        sysctl(
                "vm/swappiness",
                String.valueOf(profile.swappiness()),
                "caches are dropped before programs are swapped out (tuned, " + profile + ")");
    }

    private void sysctl(String key, String value, String why) {
        sysctls.append(key.replace('/', '.')).append(" = ").append(value).append('\n');
        String path = "/proc/sys/" + key;
        Optional<String> now = running ? knobs.read(Step.Kind.VALUE, path) : Optional.empty();
        if (now.isPresent() && !now.get().equals(value)) {
            proposals.add(new Proposal(why, List.of(Step.value(path, now.get(), value, ""))));
        }
    }

    private void dirtyPages() {
        if (profile.dirtyOctets() == 0 || running && machine.memory() < 8L << 30) {
            return;
        }
        String why = "a share of a large memory takes minutes to write: a few seconds of a disk's rate are enough";
        dirty("dirty_background", profile.backgroundOctets(), why);
        dirty("dirty", profile.dirtyOctets(), why);
    }

    /** Octets and ratio are two views of one setting: what undoes it is the one that was set before. */
    private void dirty(String name, long octets, String why) {
        String value = String.valueOf(octets);
        String path = "/proc/sys/vm/" + name + "_bytes";
        String ratio = "/proc/sys/vm/" + name + "_ratio";
        sysctls.append("vm.").append(name).append("_bytes = ").append(value).append('\n');
        String now = running ? knobs.read(Step.Kind.VALUE, path).orElse(value) : value;
        if (now.equals(value)) {
            return;
        }
        boolean byRatio = now.equals("0");
        proposals.add(new Proposal(
                why + DIRTY,
                List.of(new Step(
                        Step.Kind.VALUE,
                        path,
                        Optional.of(now),
                        value,
                        byRatio ? ratio : path,
                        byRatio ? knobs.read(Step.Kind.VALUE, ratio) : Optional.of(now),
                        ""))));
    }

    private void sysctlFile() {
        file("the same at the next boot", SYSCTL, UdevRules.HEAD + sysctls);
    }

    private void hugePages() {
        if (profile.hugePages().isEmpty()) {
            return;
        }
        Optional<String> now = running ? knobs.read(Step.Kind.VALUE, HUGE_PAGES) : Optional.empty();
        if (now.isPresent() && !now.get().equals(profile.hugePages())) {
            proposals.add(new Proposal(
                    "huge pages where a program asks for them alone: databases lose time when the kernel makes them unasked",
                    List.of(Step.value(HUGE_PAGES, now.get(), profile.hugePages(), ""))));
        }
        file(
                "the same at the next boot (tmpfiles.d(5))",
                TMPFILES,
                UdevRules.HEAD + "w " + HUGE_PAGES + " - - - - " + profile.hugePages() + "\n");
    }

    private void sharedMemory(SharedMemoryWish wish) {
        SharedMemorySize size = wish.on(machine);
        if (size.wanted() == 0) {
            return;
        }
        if (running && size.isCapped()) {
            remarks.add("/dev/shm: " + size.wanted() + " octets are wanted, and " + size.most()
                    + " are safe with this memory and swap space; the lesser is taken");
        }
        long octets = running ? size.size() : size.wanted();
        String value = octets / 1024 + "k";
        Optional<String> now = running ? knobs.read(Step.Kind.SIZE, SHARED_MEMORY) : Optional.empty();
        if (now.isPresent() && octets <= octets(now.get()) && wish instanceof SharedMemoryWish.OfGuests) {
            return;
        }
        if (now.isPresent() && !now.get().equals(value)) {
            proposals.add(new Proposal(size.why(), List.of(Step.size(SHARED_MEMORY, now.get(), value))));
        }
        String fstab = knobs.read(Step.Kind.FILE, FSTAB).orElse("");
        file("the same at the next boot", FSTAB, Fstab.withTmpfs(fstab, SHARED_MEMORY, value));
    }

    /** Octets of {@code 5242880k}; half of the memory of {@code 50%}. */
    private long octets(String size) {
        return size.matches("\\d{1,15}k") ? Long.parseLong(size.replace("k", "")) * 1024 : machine.memory() / 2;
    }

    private void file(String why, String path, String content) {
        Optional<String> before = knobs.read(Step.Kind.FILE, path);
        if (!before.equals(Optional.of(content))) {
            proposals.add(new Proposal(why, List.of(Step.file(path, before, content))));
        }
    }
}
