package dev.ganz.cli;

import dev.ganz.disk.job.Progress;
import java.util.function.LongSupplier;

/** Keeps a job from copying more than so many octets a second, and tells another how far it is. */
final class DiskPace implements Progress {
    private static final long SECOND = 1_000_000_000L;

    private final Progress shown;
    private final LongSupplier clock;
    private final long rate;
    private final long begin;
    private long copied;

    /** @param rate octets a second; 0 for as many as it can */
    DiskPace(Progress shown, LongSupplier clock, long rate) {
        this.shown = shown;
        this.clock = clock;
        this.rate = rate;
        this.begin = clock.getAsLong();
    }

    @Override
    public void reached(long done, long total) {
        shown.reached(done, total);
    }

    @Override
    public void copied(long octets) {
        shown.copied(octets);
        copied += octets;
        if (rate > 0) {
            long due = begin + (long) ((double) copied / rate * SECOND);
            try {
                Thread.sleep(java.time.Duration.ofNanos(Math.max(0, due - clock.getAsLong())));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
