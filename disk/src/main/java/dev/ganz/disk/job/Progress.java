package dev.ganz.disk.job;

/** Told now and then how far a job is. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (done, total) -> {};

    /** So many octets of the disk are done. */
    void reached(long done, long total);

    /** So many octets have been read and written; may take its time, to slow the job down. */
    default void copied(long octets) {}
}
