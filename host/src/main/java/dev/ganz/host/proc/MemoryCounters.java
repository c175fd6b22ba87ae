package dev.ganz.host.proc;

import dev.ganz.host.Memory;
import java.util.Optional;

/** /proc/meminfo and /proc/vmstat together. */
record MemoryCounters(NamedNumbers info, NamedNumbers vm) {
    private static final long KIB = 1024;

    static MemoryCounters read(Tree tree) {
        return new MemoryCounters(
                NamedNumbers.parse(tree.lines("/proc/meminfo")), NamedNumbers.parse(tree.lines("/proc/vmstat")));
    }

    Optional<Memory> since(MemoryCounters before, double seconds) {
        if (!info.has("MemTotal")) {
            return Optional.empty();
        }
        // Kernels before 3.14 do not estimate what is available.
        long available =
                info.has("MemAvailable") ? info.number("MemAvailable") : info.number("MemFree") + info.number("Cached");
        long threshold = vm.number("nr_dirty_threshold");
        return Optional.of(new Memory(
                info.number("MemTotal") * KIB,
                available * KIB,
                info.number("SwapTotal") * KIB,
                (info.number("SwapTotal") - info.number("SwapFree")) * KIB,
                vm.rate(before.vm, "pswpin", seconds),
                vm.rate(before.vm, "pswpout", seconds),
                vm.rate(before.vm, "pgmajfault", seconds),
                threshold == 0 ? 0 : (vm.number("nr_dirty") + vm.number("nr_writeback")) / (double) threshold));
    }
}
