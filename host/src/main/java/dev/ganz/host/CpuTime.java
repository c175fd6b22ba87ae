package dev.ganz.host;

/**
 * How a CPU spent an interval, as shares of it from 0 to 1 that add up to about 1: proc_stat(5). Time of guests lies in {@code user} and
 * {@code nice} already.
 *
 * @param name {@code all}, or {@code cpu0}
 * @param iowait idle while a task that last ran there waited for a device: which CPU gets it is chance, and a busy CPU has none
 * @param irq hard and soft interrupts
 * @param steal what the hypervisor gave to others
 */
public record CpuTime(
        String name, double user, double nice, double system, double idle, double iowait, double irq, double steal) {
    /** The name of the line for all CPUs together. */
    public static final String ALL = "all";

    /** The share in which something ran here. */
    public double busy() {
        return user + nice + system + irq;
    }
}
