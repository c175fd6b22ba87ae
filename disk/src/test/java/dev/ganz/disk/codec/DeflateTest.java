package dev.ganz.disk.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both implementations, each against that of the JDK. */
class DeflateTest {
    private static final int TRIES = 60;

    /** Octets that repeat now and then, from hardly to all the time. */
    private static final Gen<byte[]> PIECES = (random, size) -> {
        byte[] octets = new byte[1 + random.nextInt(100_000)];
        new SplittableRandom(random.nextLong()).nextBytes(octets);
        int period = 1 + random.nextInt(octets.length);
        for (int i = period; i < octets.length; i++) {
            octets[i] = random.nextInt(10) == 0 ? octets[i] : octets[i - period];
        }
        return octets;
    };

    private static Stream<Optional<Libdeflate>> libraries() {
        if (Boolean.getBoolean("ganz.test.strict")) {
            assertThat(Libdeflate.library())
                    .as("libdeflate (Debian: libdeflate0)")
                    .isPresent();
        }
        return Stream.of(Optional.<Libdeflate>empty(), Libdeflate.library()).distinct();
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void zlibReadsWhatIsDeflated(Optional<Libdeflate> library) {
        for (boolean raw : new boolean[] {true, false}) {
            try (Deflate deflate = new Deflate(raw, Deflate.USUAL, library)) {
                Property.forAll(TRIES, PIECES, octets -> {
                    try (Inflater zlib = new Inflater(raw)) {
                        zlib.setInput(deflate.compress(octets));
                        byte[] found = new byte[octets.length + 1];
                        assertThat(zlib.inflate(found)).isEqualTo(octets.length);
                        assertThat(Arrays.copyOf(found, octets.length)).isEqualTo(octets);
                        assertThat(zlib.finished() || zlib.inflate(found) == 0).isTrue();
                    }
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void inflatesAsMuchAsThereIsRoomFor(Optional<Libdeflate> library) {
        try (Deflate deflate = new Deflate(true, Deflate.USUAL, library);
                Inflate inflate = new Inflate(true, library)) {
            Property.forAll(TRIES, PIECES, octets -> {
                byte[] stream = deflate.compress(octets);
                byte[] followed = Arrays.copyOf(stream, stream.length + 300);
                for (int room : new int[] {octets.length, octets.length / 2, octets.length + 10}) {
                    byte[] into = new byte[room];
                    int length = Math.min(room, octets.length);
                    assertThat(inflate.inflate(followed, 0, followed.length, into))
                            .isEqualTo(length);
                    assertThat(Arrays.copyOf(into, length)).isEqualTo(Arrays.copyOf(octets, length));
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void refusesAStreamThatIsCut(Optional<Libdeflate> library) {
        byte[] octets = new byte[10_000];
        new SplittableRandom(1).nextBytes(octets);
        try (Deflate deflate = new Deflate(false, Deflate.USUAL, library);
                Inflate inflate = new Inflate(false, library)) {
            byte[] stream = deflate.compress(octets);
            assertThatThrownBy(() -> inflate.inflate(stream, 0, stream.length / 2, new byte[octets.length]))
                    .isInstanceOf(DataFormatException.class);
        }
    }

    @Test
    void isNoLongerThanZlibByMoreThanTwoPercent() {
        Optional<Libdeflate> library = Libdeflate.library();
        if (Boolean.getBoolean("ganz.test.strict")) {
            assertThat(library).as("libdeflate (Debian: libdeflate0)").isPresent();
        }
        Assumptions.assumeTrue(library.isPresent(), "libdeflate is not installed (Debian: libdeflate0)");
        byte[] octets = new byte[1 << 16];
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte)
                    (i > 300 && random.nextInt(4) > 0 ? octets[i - 1 - random.nextInt(300)] : random.nextInt(64));
        }
        java.util.zip.Deflater zlib = new java.util.zip.Deflater();
        zlib.setInput(octets);
        zlib.finish();
        int expected = zlib.deflate(new byte[2 * octets.length]);
        zlib.end();
        try (Deflate deflate = new Deflate(false, Deflate.USUAL, library)) {
            assertThat(deflate.compress(octets).length).isLessThanOrEqualTo(expected * 102 / 100);
        }
    }
}
