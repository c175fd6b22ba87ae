package dev.ganz.host.proc;

import dev.ganz.host.CpuTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line {@code cpu} of /proc/stat, proc_stat(5): ticks in each state since boot. Kernels before 2.6.11 leave the last columns out;
 * guests' time lies in user and nice already.
 *
 * @param name {@code all} or {@code cpu0}
 */
record CpuCounters(
        String name, long user, long nice, long system, long idle, long iowait, long irq, long softirq, long steal) {

    static List<CpuCounters> parse(List<String> stat) {
        List<CpuCounters> all = new ArrayList<>();
        for (String line : stat) {
            if (!line.startsWith("cpu")) {
                continue;
            }
            Words words = Words.of(line);
            all.add(new CpuCounters(
                    words.word(0).equals("cpu") ? CpuTime.ALL : words.word(0),
                    words.number(1),
                    words.number(2),
                    words.number(3),
                    words.number(4),
                    words.number(5),
                    words.number(6),
                    words.number(7),
                    words.number(8)));
        }
        return all;
    }

    /** What happened since an earlier look; empty if no tick is known to have passed, as on a CPU that was switched off. */
    Optional<CpuTime> since(CpuCounters before) {
        double userTicks = forward(before.user, user);
        double niceTicks = forward(before.nice, nice);
        double systemTicks = forward(before.system, system);
        double idleTicks = forward(before.idle, idle);
        double iowaitTicks = forward(before.iowait, iowait);
        double irqTicks = forward(before.irq, irq) + forward(before.softirq, softirq);
        double stealTicks = forward(before.steal, steal);
        double total = userTicks + niceTicks + systemTicks + idleTicks + iowaitTicks + irqTicks + stealTicks;
        if (total == 0) {
            return Optional.empty();
        }
        return Optional.of(new CpuTime(
                name,
                userTicks / total,
                niceTicks / total,
                systemTicks / total,
                idleTicks / total,
                iowaitTicks / total,
                irqTicks / total,
                stealTicks / total));
    }

    /** Idle time and iowait may go backwards, and say nothing then. */
    private static double forward(long before, long now) {
        return now < before ? 0 : now - before;
    }
}
