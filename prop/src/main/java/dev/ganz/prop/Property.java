package dev.ganz.prop;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A law that must hold for every value of a kind. Tries are seeded from {@code ganz.prop.seed} (a fixed number by default, so that
 * a run repeats); a failure names the seed and the size that bring it back.
 */
public final class Property {
    private static final long SEED = Long.getLong("ganz.prop.seed", 20_260_101L);
    private static final int TRIES = Integer.getInteger("ganz.prop.tries", 1000);

    private Property() {}

    /** A statement that fails by throwing. */
    @FunctionalInterface
    public interface Law<T> {
        void check(T value) throws Exception;
    }

    /** Checks {@code law} on {@code ganz.prop.tries} values, 1000 by default. */
    public static <T> void forAll(Gen<T> values, Law<? super T> law) {
        forAll(TRIES, values, law);
    }

    public static <T> void forAll(int tries, Gen<T> values, Law<? super T> law) {
        for (int i = 0; i < tries; i++) {
            long seed = SEED + i;
            int size = (int) Math.min(100, 100L * (i + 1) / Math.max(1, tries / 2));
            Throwable failure = failureOf(values, law, seed, size);
            if (failure != null) {
                throw smallest(values, law, seed, size, failure);
            }
        }
    }

    /** Halves the size as long as some value of that size fails. */
    private static <T> AssertionError smallest(
            Gen<T> values, Law<? super T> law, long seed, int size, Throwable failure) {
        int smallest = size;
        Throwable reason = failure;
        for (int smaller = size / 2; smaller > 0; smaller /= 2) {
            Throwable again = failureOf(values, law, seed, smaller);
            if (again == null) {
                break;
            }
            smallest = smaller;
            reason = again;
        }
        T value = values.next(new SplittableRandom(seed), smallest);
        String text = value instanceof byte[] octets ? Arrays.toString(octets) : String.valueOf(value);
        return new AssertionError(
                "fails for " + text + "; again with -Dganz.prop.seed=" + seed + " (size " + smallest + "): "
                        + reason.getMessage(),
                reason);
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private static <T> @org.jspecify.annotations.Nullable Throwable failureOf(
            Gen<T> values, Law<? super T> law, long seed, int size) {
        try {
            law.check(values.next(new SplittableRandom(seed), size));
            return null;
        } catch (Exception | AssertionError | StackOverflowError failure) {
            return failure;
        }
    }
}
