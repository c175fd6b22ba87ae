package dev.ganz.prop;

import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Makes values of a kind. {@code size} runs from 0 to 100 over the tries of a property: small values come first, and a failure is
 * shrunk by trying smaller sizes.
 */
@FunctionalInterface
public interface Gen<T> {
    T next(RandomGenerator random, int size);

    default <R> Gen<R> map(Function<? super T, ? extends R> change) {
        return (random, size) -> change.apply(next(random, size));
    }

    default <R> Gen<R> flatMap(Function<? super T, Gen<R>> change) {
        return (random, size) -> change.apply(next(random, size)).next(random, size);
    }

    /** An integer from {@code low} to {@code high}, both included; the two ends come more often than chance would have it. */
    static Gen<Integer> integers(int low, int high) {
        return longs(low, high).map(Long::intValue);
    }

    /** A long from {@code low} to {@code high}, both included; the two ends come more often than chance would have it. */
    static Gen<Long> longs(long low, long high) {
        return (random, size) -> switch (random.nextInt(10)) {
            case 0 -> low;
            case 1 -> high;
            default ->
                high == Long.MAX_VALUE
                        ? (low == Long.MIN_VALUE ? random.nextLong() : random.nextLong(low - 1, high) + 1)
                        : random.nextLong(low, high + 1);
        };
    }

    static Gen<Boolean> booleans() {
        return (random, size) -> random.nextBoolean();
    }

    /** Up to {@code longest} octets, more as the size grows; a third of them all zeros or all ones. */
    static Gen<byte[]> octets(int longest) {
        return (random, size) -> {
            byte[] octets = new byte[random.nextInt(longest * size / 100 + 1)];
            switch (random.nextInt(6)) {
                case 0 -> {}
                case 1 -> java.util.Arrays.fill(octets, (byte) 0xff);
                default -> random.nextBytes(octets);
            }
            return octets;
        };
    }

    /** One of several values, each as likely. */
    static <T> Gen<T> oneOf(List<T> values) {
        return (random, size) -> values.get(random.nextInt(values.size()));
    }

    /** Up to {@code longest} values, more as the size grows. */
    static <T> Gen<List<T>> lists(Gen<T> element, int longest) {
        return (random, size) -> {
            int count = random.nextInt(longest * size / 100 + 1);
            return java.util.stream.Stream.generate(() -> element.next(random, size))
                    .limit(count)
                    .toList();
        };
    }
}
