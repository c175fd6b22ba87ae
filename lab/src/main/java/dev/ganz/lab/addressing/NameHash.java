package dev.ganz.lab.addressing;

/** Numbers that derive from names alone: FNV-1a over UTF-16 code units, finished as SplittableRandom finishes its state. */
final class NameHash {
    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private NameHash() {}

    static long of(String name) {
        return finish(add(OFFSET_BASIS, name));
    }

    /** Hash of {@code first:second}, without making that string. */
    static long of(String first, String second) {
        return finish(add(add(add(OFFSET_BASIS, first), ":"), second));
    }

    private static long add(long hash, String text) {
        long sum = hash;
        for (int i = 0; i < text.length(); i++) {
            sum = (sum ^ text.charAt(i)) * PRIME;
        }
        return sum;
    }

    /** FNV mixes its high bits badly for short names; this makes every bit depend on every character. */
    private static long finish(long hash) {
        long z = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
