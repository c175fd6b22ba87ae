package dev.ganz.host.proc;

import dev.ganz.host.Pressure;
import dev.ganz.host.Stall;
import java.util.Optional;

/** A file of /proc/pressure, Documentation/accounting/psi.rst: microseconds of stall since boot, of which the window is made here. */
record PressureCounters(long some, long full) {
    private static final String DIRECTORY = "/proc/pressure/";

    static Optional<PressureCounters> read(Tree tree, String resource) {
        return tree.text(DIRECTORY + resource).flatMap(PressureCounters::parse);
    }

    static Optional<PressureCounters> parse(String text) {
        long[] totals = {-1, 0};
        text.lines().forEach(line -> {
            int at = line.indexOf("total=");
            if (at > 0) {
                totals[line.startsWith("full") ? 1 : 0] =
                        Words.number(line.substring(at + 6).strip());
            }
        });
        return totals[0] < 0 ? Optional.empty() : Optional.of(new PressureCounters(totals[0], totals[1]));
    }

    /** Kernels of enterprise distributions have it built in and switched off: the files are there and refuse to be read. */
    static Pressure.Support support(Tree tree) {
        if (tree.text(DIRECTORY + "io").isPresent()) {
            return Pressure.Support.AVAILABLE;
        }
        if (!tree.exists(DIRECTORY + "io")) {
            return Pressure.Support.ABSENT;
        }
        return tree.refuses(DIRECTORY + "io") ? Pressure.Support.DISABLED : Pressure.Support.UNKNOWN;
    }

    static Optional<Stall> between(Optional<PressureCounters> before, Optional<PressureCounters> now, double seconds) {
        if (before.isEmpty() || now.isEmpty() || now.get().some < before.get().some) {
            return Optional.empty();
        }
        return Optional.of(new Stall(
                share(before.get().some, now.get().some, seconds), share(before.get().full, now.get().full, seconds)));
    }

    private static double share(long before, long now, double seconds) {
        return Math.clamp((now - before) / 1e6 / seconds, 0, 1);
    }
}
