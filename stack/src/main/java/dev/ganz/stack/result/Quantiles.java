package dev.ganz.stack.result;

/** How the values of something lie: nanoseconds or octets. A run may hold half a million of these, most of a single value. */
public sealed interface Quantiles {
    /** Of no values at all: every accessor gives 0. */
    Quantiles NONE = new Empty();

    /** True if there were values. */
    boolean isKnown();

    long min();

    long mean();

    long p50();

    long p90();

    long p99();

    long max();

    /** Of one value. */
    static Quantiles of(long value) {
        return new Single(value);
    }

    /** All quantiles of one value are that value. */
    record Single(long value) implements Quantiles {
        @Override
        public boolean isKnown() {
            return true;
        }

        @Override
        public long min() {
            return value;
        }

        @Override
        public long mean() {
            return value;
        }

        @Override
        public long p50() {
            return value;
        }

        @Override
        public long p90() {
            return value;
        }

        @Override
        public long p99() {
            return value;
        }

        @Override
        public long max() {
            return value;
        }
    }

    /** Nothing was measured. */
    record Empty() implements Quantiles {
        @Override
        public boolean isKnown() {
            return false;
        }

        @Override
        public long min() {
            return 0;
        }

        @Override
        public long mean() {
            return 0;
        }

        @Override
        public long p50() {
            return 0;
        }

        @Override
        public long p90() {
            return 0;
        }

        @Override
        public long p99() {
            return 0;
        }

        @Override
        public long max() {
            return 0;
        }
    }

    /** Of many values. */
    record Many(long min, long mean, long p50, long p90, long p99, long max) implements Quantiles {
        @Override
        public boolean isKnown() {
            return true;
        }
    }
}
