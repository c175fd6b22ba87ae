package dev.ganz.stack;

import java.util.random.RandomGenerator;

/**
 * A stream of random numbers that belongs to one thing and is the same on every machine: xoshiro256++ of Blackman and Vigna,
 * seeded by SplitMix64 from the run's seed and the thing's name.
 */
public final class RandomStream implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    public RandomStream(long seed) {
        long state = seed;
        s0 = mix(state += GOLDEN_GAMMA);
        s1 = mix(state += GOLDEN_GAMMA);
        s2 = mix(state += GOLDEN_GAMMA);
        s3 = mix(state + GOLDEN_GAMMA);
    }

    /** The stream of a thing in a run. */
    public static RandomStream of(long seed, String name) {
        return new RandomStream(mix(seed + GOLDEN_GAMMA) ^ hash(name));
    }

    @Override
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /** FNV-1a over the UTF-16 units, finished by a mixer: equal names have equal streams, similar names unlike ones. */
    private static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return mix(hash);
    }

    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
