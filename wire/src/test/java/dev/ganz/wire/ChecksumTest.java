package dev.ganz.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    @Test
    void sumsTheExampleOfTheRfc() {
        // RFC 1071, section 3: the sum is ddf2.
        byte[] octets = HexFormat.of().parseHex("0001f203f4f5f6f7");

        assertThat(Checksum.of(octets, 0, 8, 0)).isEqualTo(~0xddf2 & 0xffff);
    }

    @Test
    void agreesWithTheDefinitionWhateverLengthAndPlace() {
        Property.forAll(5000, Gen.octets(300), octets -> {
            int length = octets.length;
            for (int start = 0; start < Math.min(3, length); start++) {
                byte[] part = Arrays.copyOfRange(octets, start, length);
                assertThat(Checksum.of(octets, start, length - start, 0)).isEqualTo(naive(part, 0));
                assertThat(Checksum.of(octets, start, length - start, 0x1_fffeL))
                        .isEqualTo(naive(part, 0x1_fffeL));
            }
        });
    }

    @Test
    void losesNoCarryOfTheLongestPacket() {
        byte[] ones = new byte[131_071];
        Arrays.fill(ones, (byte) 0xff);

        assertThat(Checksum.of(ones, 0, ones.length, 0)).isEqualTo(naive(ones, 0));
        assertThat(Checksum.of(ones, 0, 131_070, 0)).isZero();
        assertThat(Checksum.of(new byte[100], 0, 100, 0)).isEqualTo(0xffff);
        assertThat(Checksum.of(ones, 7, 0, 0)).isEqualTo(0xffff);
    }

    @Test
    void finishesEverySum() {
        Property.forAll(Gen.longs(0, Long.MAX_VALUE), sum -> {
            int expected = sum == 0 ? 0xffff : 0xffff - (int) ((sum - 1) % 0xffff + 1);
            assertThat(Checksum.finish(sum)).isEqualTo(expected);
        });
    }

    @Test
    void updatesAsIfSummedAnew() {
        // Where a word makes the rest all zero, the sum is 0 by both ways of counting, and nothing is left to be
        // checked.
        Gen<byte[]> octets = Gen.octets(64).map(some -> {
            byte[] whole = Arrays.copyOf(some, 80);
            whole[79] = 1;
            return whole;
        });
        Property.forAll(octets.flatMap(before -> Gen.octets(1000).map(after -> new byte[][] {before, after})), pair -> {
            byte[] before = pair[0];
            byte[] after = before.clone();
            System.arraycopy(Arrays.copyOf(pair[1], 8), 0, after, 16, 8);
            int old = naive(before, 0);
            int expected = naive(after, 0);

            int byWords = old;
            for (int at = 16; at < 24; at += 2) {
                byWords = Checksum.updated(byWords, BigEndian.u16(before, at), BigEndian.u16(after, at));
            }
            int first = Checksum.updated32(old, BigEndian.i32(before, 16), BigEndian.i32(after, 16));
            int byTwo = Checksum.updated32(first, BigEndian.i32(before, 20), BigEndian.i32(after, 20));

            assertThat(byWords).isEqualTo(expected);
            assertThat(byTwo).isEqualTo(expected);
            assertThat(Checksum.updated64(old, BigEndian.i64(before, 16), BigEndian.i64(after, 16)))
                    .isEqualTo(expected);
        });
    }

    @Test
    void updatesTheCornerCaseOfTheRfc() {
        // RFC 1624, section 4: equation 2 of RFC 1141 gives ffff here, where the sum anew gives 0.
        assertThat(Checksum.updated(0xdd2f, 0x5555, 0x3285)).isZero();
    }

    @Test
    void keepsAWrongChecksumAsWrongAsItWas() {
        int right = 0x1234;
        int wrong = right ^ 0x0100;

        int rightAfter = Checksum.updated(right, 0xaaaa, 0x5555);
        int wrongAfter = Checksum.updated(wrong, 0xaaaa, 0x5555);

        assertThat(wrongAfter).isNotEqualTo(rightAfter);
        assertThat(Math.floorMod(wrongAfter - rightAfter, 0xffff)).isEqualTo(Math.floorMod(wrong - right, 0xffff));
    }

    @Test
    void sumsPseudoHeaders() {
        byte[] ipv4 = HexFormat.of().parseHex("0a000001 0a000002 0011".replace(" ", ""));
        assertThat(Checksum.finish(Checksum.pseudoHeader(0x0a00_0001, 0x0a00_0002, 17)))
                .isEqualTo(naive(ipv4, 0));
        byte[] ipv6 = HexFormat.of()
                .parseHex("fe80000000000000ffffffffffffffff" + "20010db8fffffffe8000000000000001" + "003a");
        assertThat(Checksum.finish(Checksum.pseudoHeader(
                        0xfe80_0000_0000_0000L, -1L, 0x2001_0db8_ffff_fffeL, 0x8000_0000_0000_0001L, 58)))
                .isEqualTo(naive(ipv6, 0));
    }

    /** The definition: add word after word, put the carries back, take the complement. */
    static int naive(byte[] octets, long start) {
        long sum = start;
        for (int i = 0; i < octets.length; i += 2) {
            sum += (octets[i] & 0xff) << 8 | (i + 1 < octets.length ? octets[i + 1] & 0xff : 0);
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (int) (0xffff - sum);
    }

    @Test
    void saysOfSmallSumsWhetherTheyAreComplete() {
        java.util.Random random = new java.util.Random(1);
        for (int i = 0; i < 200_000; i++) {
            long sum = random.nextLong() >>> 29 + random.nextInt(20);
            long complete = sum - sum % 0xffff;
            assertThat(Checksum.isComplete(sum)).as("sum " + sum).isEqualTo(Checksum.finish(sum) == 0);
            assertThat(Checksum.isComplete(complete)).as("sum " + complete).isEqualTo(complete > 0);
        }
        assertThat(Checksum.isComplete((1L << 35) - 1)).isEqualTo(Checksum.finish((1L << 35) - 1) == 0);
    }
}
