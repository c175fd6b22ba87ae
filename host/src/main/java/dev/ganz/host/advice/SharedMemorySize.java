package dev.ganz.host.advice;

import dev.ganz.host.Guest;
import dev.ganz.host.Machine;

/**
 * How large {@code /dev/shm} must be for the guests whose memory lies there. tmpfs takes half of the memory by default; what is larger than
 * memory and swap can lock the machine up, as the out-of-memory killer cannot free it (Documentation/filesystems/tmpfs.rst).
 *
 * @param wanted octets
 * @param most octets that are safe: memory and swap less a reserve
 */
public record SharedMemorySize(long wanted, long most, String why) {
    private static final long PAGE = 4096;
    private static final long LEAST_RESERVE = 1L << 30;

    /** Memory of the guests that use it and a tenth; empty guests want nothing. */
    public static SharedMemorySize ofGuests(Machine machine) {
        long guests = machine.guests().stream()
                .filter(Guest::shared)
                .mapToLong(Guest::memory)
                .sum();
        return new SharedMemorySize(
                rounded(guests + guests / 10), most(machine), "memory of the guests that lies there, and a tenth");
    }

    /** The rule for VMware's hosted products: the machine's memory and a quarter. */
    public static SharedMemorySize ofMemory(Machine machine) {
        return new SharedMemorySize(
                rounded(machine.memory() + machine.memory() / 4),
                most(machine),
                "the machine's memory and a quarter, as for VMware's hosted products");
    }

    /** What may be set. */
    public long size() {
        return Math.min(wanted, most);
    }

    public boolean isCapped() {
        return wanted > most;
    }

    private static long most(Machine machine) {
        long all = machine.memory() + machine.swap();
        return Math.max(0, all - Math.max(LEAST_RESERVE, all / 20)) / PAGE * PAGE;
    }

    private static long rounded(long octets) {
        return (octets + PAGE - 1) / PAGE * PAGE;
    }
}
