package dev.ganz.wire.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClockUnitTest {
    private record Stamp(int code, long units, long offset) {}

    @Test
    void countsMicrosecondsAndNanoseconds() {
        assertThat(ClockUnit.MICROSECONDS.nanoseconds(1_394_056_506_745_865L)).isEqualTo(1_394_056_506_745_865_000L);
        assertThat(ClockUnit.NANOSECONDS.nanoseconds(17)).isEqualTo(17);
    }

    @Test
    void countsWholeSecondsAndPicosecondsAndPowersOfTwo() {
        assertThat(new ClockUnit(0, 0).nanoseconds(3)).isEqualTo(3_000_000_000L);
        assertThat(new ClockUnit(12, 0).nanoseconds(1_999)).isEqualTo(1);
        assertThat(new ClockUnit(0x80 | 10, 0).nanoseconds(512)).isEqualTo(500_000_000);
    }

    @Test
    void addsTheOffsetOfTheInterface() {
        assertThat(new ClockUnit(6, -5).nanoseconds(1)).isEqualTo(-4_999_999_000L);
    }

    @Test
    void agreesWithArithmeticOfAnyPrecisionCutToALong() {
        Gen<Stamp> stamps = Gen.integers(0, 255)
                .flatMap(code -> Gen.oneOf(List.of(0L, 1L, -1L, 9_223_372_036L, Long.MIN_VALUE, Long.MAX_VALUE))
                        .flatMap(offset -> Gen.longs(Long.MIN_VALUE, Long.MAX_VALUE)
                                .flatMap(bits ->
                                        Gen.integers(0, 63).map(shift -> new Stamp(code, bits >>> shift, offset)))));

        Property.forAll(
                20_000,
                stamps,
                stamp -> assertThat(new ClockUnit(stamp.code, stamp.offset).nanoseconds(stamp.units))
                        .isEqualTo(exact(stamp)));
    }

    private static long exact(Stamp stamp) {
        BigInteger units = new BigInteger(Long.toUnsignedString(stamp.units));
        BigInteger perSecond =
                stamp.code >= 0x80 ? BigInteger.TWO.pow(stamp.code & 0x7f) : BigInteger.TEN.pow(stamp.code);
        BigInteger second = BigInteger.valueOf(1_000_000_000);
        BigInteger sinceOffset = cut(units.multiply(second).divide(perSecond));
        return cut(sinceOffset.add(cut(second.multiply(BigInteger.valueOf(stamp.offset)))))
                .longValueExact();
    }

    private static BigInteger cut(BigInteger value) {
        return value.max(BigInteger.valueOf(Long.MIN_VALUE)).min(BigInteger.valueOf(Long.MAX_VALUE));
    }
}
