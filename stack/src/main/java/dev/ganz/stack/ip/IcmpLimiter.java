package dev.ganz.stack.ip;

/**
 * How many error messages a node sends, with the defaults of Linux: 1000 a second with bursts of 50 altogether
 * ({@code icmp_msgs_per_sec}, {@code icmp_msgs_burst}), and to one destination one a second with bursts of 6
 * ({@code icmp_ratelimit}). Token buckets, filled by the time that passed.
 */
final class IcmpLimiter {
    private static final long SECOND = 1_000_000_000L;
    private static final long GLOBAL_INTERVAL = SECOND / 1000;
    private static final int GLOBAL_BURST = 50;
    private static final long INTERVAL = SECOND;
    private static final int BURST = 6;
    /** Destinations remembered; with more all begin anew, and the global limit remains. */
    private static final int LARGEST_COUNT = 1024;

    private final Bucket global = new Bucket(GLOBAL_INTERVAL, GLOBAL_BURST);
    private final AddressTable<Bucket> destinations = new AddressTable<>();

    /** True if a message may be sent now; then it is counted. */
    boolean allows(long high, long low, long now) {
        Bucket destination = destinations.get(high, low);
        if (destination == null) {
            if (destinations.size() >= LARGEST_COUNT) {
                destinations.clear();
            }
            destination = new Bucket(INTERVAL, BURST);
            destinations.put(high, low, destination);
        }
        return global.has(now) && destination.take(now) && global.take(now);
    }

    private static final class Bucket {
        private final long interval;
        private final int burst;
        /** When the bucket would have been empty, had it filled ever since: the tokens as a time. */
        private long emptyAt;

        Bucket(long interval, int burst) {
            this.interval = interval;
            this.burst = burst;
            this.emptyAt = -burst * interval;
        }

        boolean has(long now) {
            emptyAt = Math.max(emptyAt, now - burst * interval);
            return now - emptyAt >= interval;
        }

        boolean take(long now) {
            if (!has(now)) {
                return false;
            }
            emptyAt += interval;
            return true;
        }
    }
}
