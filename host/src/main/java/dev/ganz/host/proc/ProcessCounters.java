package dev.ganz.host.proc;

import dev.ganz.host.Owner;

/**
 * What is known of a process at a moment.
 *
 * @param started ticks since boot: a number may be given again, but not with the same start
 * @param readOctets that devices had to give since it started, proc_pid_io(5)
 * @param writtenOctets that it made dirty since it started, less those that were never written
 * @param blocked its tasks in uninterruptible sleep
 * @param waitsIn the kernel's function in which one of them sleeps
 */
record ProcessCounters(long started, Owner owner, long readOctets, long writtenOctets, int blocked, String waitsIn) {
    /** Of a process that did not run yet. */
    static final ProcessCounters NONE = new ProcessCounters(0, new Owner(Owner.Kind.PROCESS, ""), 0, 0, 0, "");
}
