package dev.ganz.plan.demand;

import java.util.List;
import java.util.Locale;

/** What a host can run short of. CPU is in MHz, everything else in octets or octets a second. */
public enum Dimension {
    CPU(0),
    MEMORY(1),
    DISK_READ(2),
    DISK_WRITE(3),
    NETWORK_IN(4),
    NETWORK_OUT(5);

    /** All, by their places. */
    public static final List<Dimension> ALL = List.of(values());

    static final int COUNT = ALL.size();

    private final int place;

    Dimension(int place) {
        this.place = place;
    }

    /** Where its number stands among those of all dimensions. */
    public int place() {
        return place;
    }

    /** As options and reports name it: {@code disk-read}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
