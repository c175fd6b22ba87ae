package dev.ganz.host.proc;

import dev.ganz.host.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what a machine is. */
final class MachineReader {
    private static final List<String> SYSCTLS = List.of(
            "vm/swappiness",
            "vm/dirty_ratio",
            "vm/dirty_bytes",
            "vm/dirty_background_ratio",
            "vm/dirty_background_bytes");

    /** Where the transparent huge pages are switched. */
    private static final String HUGE_PAGES = "kernel/mm/transparent_hugepage/enabled";

    private MachineReader() {}

    static Machine read(Tree tree, Processes processes) {
        SortedMap<String, String> settings = new TreeMap<>();
        for (String sysctl : SYSCTLS) {
            put(settings, sysctl, tree.line("/proc/sys/" + sysctl));
        }
        put(settings, HUGE_PAGES, tree.line("/sys/" + HUGE_PAGES));
        NamedNumbers memory = NamedNumbers.parse(tree.lines("/proc/meminfo"));
        long cpus = tree.lines("/proc/stat").stream()
                .filter(line -> line.matches("cpu\\d.*"))
                .count();
        return new Machine(
                tree.line("/proc/sys/kernel/hostname"),
                tree.line("/proc/sys/kernel/osrelease"),
                (int) cpus,
                memory.number("MemTotal") * 1024,
                memory.number("SwapTotal") * 1024,
                isVirtual(tree),
                PressureCounters.support(tree),
                Devices.read(tree),
                Mounts.read(tree),
                processes.guests(),
                settings,
                swapDevices(tree),
                processes.ringUsers());
    }

    private static void put(SortedMap<String, String> settings, String key, String value) {
        if (!value.isEmpty()) {
            settings.put(key, value);
        }
    }

    /** Hypervisors say so in a bit of CPUID, which x86 kernels show among the CPU's flags; others have a name for it. */
    private static boolean isVirtual(Tree tree) {
        boolean flagged = tree.lines("/proc/cpuinfo").stream()
                .filter(line -> line.startsWith("flags"))
                .findFirst()
                .map(line -> (line + " ").contains(" hypervisor "))
                .orElse(false);
        return flagged || !tree.line("/sys/hypervisor/type").isEmpty() || tree.exists("/proc/device-tree/hypervisor");
    }

    private static List<String> swapDevices(Tree tree) {
        List<String> devices = new ArrayList<>();
        for (String line : tree.lines("/proc/swaps")) {
            String path = Words.of(line).word(0);
            if (path.startsWith("/dev/")) {
                devices.add(Devices.whole(tree, path.substring(path.lastIndexOf('/') + 1)));
            }
        }
        return devices;
    }
}
