package dev.ganz.lab.graph;

/** The SplitMix64 generator (Steele, Lea and Flood, OOPSLA 2014): the same numbers for a seed wherever and whenever it runs. */
final class SplitMix {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
    private long state;

    SplitMix(long seed) {
        state = seed;
    }

    long next() {
        state += GOLDEN_GAMMA;
        long z = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /** 0 to {@code bound - 1}; the bias of scaling 64 bits down is below {@code bound / 2^64}. */
    int below(int bound) {
        return (int) Math.unsignedMultiplyHigh(next(), bound);
    }
}
