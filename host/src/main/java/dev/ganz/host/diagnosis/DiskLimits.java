package dev.ganz.host.diagnosis;

import dev.ganz.host.DeviceClass;
import dev.ganz.host.DiskLoad;

/**
 * From when on a disk of a class is slow.
 *
 * @param warning seconds of a request
 * @param critical seconds of a request
 * @param queue requests under way: with fewer nobody stands in line
 * @param rate octets a second that it moves: a large request takes longer for that alone
 */
record DiskLimits(double warning, double critical, double queue, double rate, String source) {
    private static final String OURS = "Ganz's own for its class";

    /** A disk that does less is not judged: a mean of a few requests says nothing. */
    static final double LEAST_REQUESTS = 5;

    static DiskLimits of(DeviceClass kind) {
        return switch (kind) {
            case NVME -> new DiskLimits(0.001, 0.005, 2, 2e9, OURS);
            case SSD -> new DiskLimits(0.005, 0.015, 1, 400e6, OURS);
            case NETWORK ->
                new DiskLimits(
                        0.015,
                        0.025,
                        1,
                        100e6,
                        "VMware's advice for device latency: 10 to 15 ms wanted, 25 ms the limit");
            case HDD, VIRTUAL, STACKED, LOOP, MEMORY, UNKNOWN ->
                new DiskLimits(
                        0.02,
                        0.04,
                        0.9,
                        100e6,
                        OURS + ", from curves of 7,200 rpm disks (20 ms at 60, 40 ms at 100 requests/s)");
        };
    }

    /** Seconds that a request of this load may take before the disk is slow. */
    double allowed(DiskLoad load) {
        return warning + load.requestOctets() / rate;
    }

    /** How many times longer requests take than they may; 0 where that cannot be judged, or nobody stands in line. */
    double excess(DiskLoad load) {
        if (load.requests() < LEAST_REQUESTS || load.queue() < queue) {
            return 0;
        }
        return load.await() / allowed(load);
    }
}
