package dev.ganz.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;

/** Octets for tests, and the laws that every header keeps. */
final class Octets {
    private Octets() {}

    /** Octets from hexadecimal digits; blanks are for the reader. */
    static byte[] of(String digits) {
        return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
    }

    /** Memory that was used before: a field that is forgotten keeps this. */
    static byte[] dirty(int length) {
        byte[] octets = new byte[length];
        Arrays.fill(octets, (byte) 0xa5);
        return octets;
    }

    static byte[] part(byte[] octets, int from, int length) {
        return Arrays.copyOfRange(octets, from, from + length);
    }

    static int integer(java.util.random.RandomGenerator random, int low, int high) {
        return Gen.integers(low, high).next(random, 100);
    }

    static OctetString string(java.util.random.RandomGenerator random, int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return OctetString.of(octets);
    }

    /** Writes a header to dirty memory. */
    @FunctionalInterface
    interface Emitter<T> {
        int emit(T header, byte[] octets, int offset);
    }

    /** Reads a header of which {@code available} octets are there. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(byte[] octets, int offset, int available);
    }

    /** {@code parse(emit(x)) = x}; nothing beside the header is touched; no shorter length is taken. */
    static <T> void keeps(Gen<T> headers, Emitter<T> emitter, Parser<T> parser) {
        Property.forAll(headers, header -> {
            byte[] octets = dirty(3000);
            int length = emitter.emit(header, octets, 5);
            assertThat(parser.parse(octets, 5, length)).isEqualTo(header);
            assertThat(part(octets, 0, 5)).containsOnly(0xa5);
            assertThat(part(octets, 5 + length, octets.length - 5 - length)).containsOnly(0xa5);
            byte[] clean = new byte[3000];
            emitter.emit(header, clean, 5);
            assertThat(part(octets, 5, length)).as("no octet is left as it was").isEqualTo(part(clean, 5, length));
        });
    }

    /** Any octets are parsed or refused by {@link MalformedPacket}; no octet beyond them is looked at. */
    static void survivesAnything(Gen<byte[]> octets, Consumer<byte[]> parser) {
        Property.forAll(20_000, octets, any -> {
            try {
                parser.accept(any);
            } catch (MalformedPacket refused) {
                assertThat(refused.offset()).isBetween(0, any.length);
            }
        });
    }

    /** Any octets, or those of {@code good} with some changed, or cut: they come further than chance alone. */
    static Gen<byte[]> near(String good) {
        byte[] octets = of(good);
        return (random, size) -> {
            if (random.nextInt(4) == 0) {
                return Gen.octets(120).next(random, size);
            }
            byte[] changed =
                    Arrays.copyOf(octets, random.nextInt(3) == 0 ? random.nextInt(octets.length + 1) : octets.length);
            for (int i = random.nextInt(4); i > 0 && changed.length > 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            }
            return changed;
        };
    }
}
