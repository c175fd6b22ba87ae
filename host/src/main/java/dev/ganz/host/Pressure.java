package dev.ganz.host;

import java.util.Optional;

/** Stalls by resource; empty where the source says nothing, which is not the same as none. */
public record Pressure(Optional<Stall> cpu, Optional<Stall> io, Optional<Stall> memory) {
    public static final Pressure UNKNOWN = new Pressure(Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether a machine tells its pressure. */
    public enum Support {
        AVAILABLE,
        /** The kernel was built without it. */
        ABSENT,
        /** Built in and switched off, until the machine boots with {@code psi=1}. */
        DISABLED,
        /** The source does not say. */
        UNKNOWN
    }
}
