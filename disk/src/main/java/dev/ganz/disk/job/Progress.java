package dev.ganz.disk.job;

/** Told now and then how far a job is. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (done, total) -> {};

    /** So many octets of the disk are done. */
    void reached(long done, long total);
}
