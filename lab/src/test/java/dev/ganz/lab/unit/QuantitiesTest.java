package dev.ganz.lab.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.lab.InvalidInput;
import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuantitiesTest {
    @Test
    void readsDurationsWithEveryUnitOfTc() {
        Map<String, Long> durations = Map.ofEntries(
                Map.entry("0", 0L),
                Map.entry("0.0", 0L),
                Map.entry("3ns", 3L),
                Map.entry("3nsecs", 3L),
                Map.entry("250us", 250_000L),
                Map.entry("250 usec", 250_000L),
                Map.entry("250µs", 250_000L),
                Map.entry("20ms", 20_000_000L),
                Map.entry("1.5msecs", 1_500_000L),
                Map.entry("1.5s", 1_500_000_000L),
                Map.entry("2secs", 2_000_000_000L),
                Map.entry("2m", 120_000_000_000L),
                Map.entry("2min", 120_000_000_000L),
                Map.entry("1h", 3_600_000_000_000L));

        durations.forEach(
                (text, expected) -> assertThat(Durations.parse(text)).as(text).isEqualTo(expected));
    }

    @Test
    void readsRatesWithEveryPrefix() {
        Map<String, Long> rates = Map.ofEntries(
                Map.entry("1bit", 1L),
                Map.entry("10kbit", 10_000L),
                Map.entry("10mbit", 10_000_000L),
                Map.entry("10Mbit/s", 10_000_000L),
                Map.entry("2.5gbit", 2_500_000_000L),
                Map.entry("2.5 Gbit", 2_500_000_000L),
                Map.entry("1tbit", 1_000_000_000_000L),
                Map.entry("1Kibit", 1_024L),
                Map.entry("1Mibit", 1_048_576L),
                Map.entry("100kB", 800_000L),
                Map.entry("1MiB/s", 8_388_608L),
                Map.entry("125B", 1_000L));

        rates.forEach((text, expected) -> assertThat(Rates.parse(text)).as(text).isEqualTo(expected));
    }

    @Test
    void readsSizesAndBareCounts() {
        Map<String, Long> sizes = Map.of(
                "512",
                512L,
                "1500B",
                1_500L,
                "64kB",
                64_000L,
                "64KiB",
                65_536L,
                "1.5MB",
                1_500_000L,
                "8kbit",
                1_000L,
                "0",
                0L);

        sizes.forEach((text, expected) -> assertThat(Sizes.parse(text)).as(text).isEqualTo(expected));
        assertThatThrownBy(() -> Sizes.parse("7bit")).hasMessage("expected a size of whole bytes, found \"7bit\"");
        assertThatThrownBy(() -> Sizes.parse("64kb")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> Sizes.parse("-1")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void readsPercentages() {
        assertThat(Percentages.parse("0")).isZero();
        assertThat(Percentages.parse("0.5%")).isEqualTo(0.005);
        assertThat(Percentages.parse("100 %")).isEqualTo(1);
        assertThatThrownBy(() -> Percentages.parse("100.0001%")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void refusesNumbersThatWouldTakeForeverToMultiply() {
        for (String text :
                new String[] {"1e999999999s", "9".repeat(1_000_000) + "s", "0." + "0".repeat(1_000_000) + "1s"}) {
            assertThatThrownBy(() -> Durations.parse(text))
                    .isInstanceOf(InvalidInput.class)
                    .message()
                    .hasSizeLessThan(150);
        }
        assertThatThrownBy(() -> Durations.parse("999999999999h"))
                .hasMessage("expected a duration such as 20ms, found \"999999999999h\"; it is too large");
    }

    @Test
    void writesWhatPeopleRead() {
        assertThat(Durations.text(0)).isEqualTo("0 s");
        assertThat(Durations.text(850)).isEqualTo("850 ns");
        assertThat(Durations.text(12_345_678)).isEqualTo("12.3 ms");
        assertThat(Durations.text(-1_500)).isEqualTo("-1.5 us");
        assertThat(Durations.text(999_999)).isEqualTo("1000 us");
        assertThat(Durations.text(2_000_000_000L)).isEqualTo("2 s");
        assertThat(Durations.text(150_000_000_000L)).isEqualTo("2 min 30 s");
        assertThat(Durations.text(9_000_000_000_000L)).isEqualTo("2 h 30 min");
        assertThat(Durations.text(Long.MIN_VALUE)).startsWith("-");
        assertThat(Rates.text(4_000_000)).isEqualTo("4 Mbit/s");
        assertThat(Rates.text(2_488_320_000.0)).isEqualTo("2.49 Gbit/s");
        assertThat(Rates.text(0)).isEqualTo("0 bit/s");
        assertThat(Rates.text(Double.NaN)).isEqualTo("-");
        assertThat(Rates.text(Double.POSITIVE_INFINITY)).isEqualTo("Infinity bit/s");
        assertThat(Sizes.text(512)).isEqualTo("512 B");
        assertThat(Sizes.text(1_500_000)).isEqualTo("1.5 MB");
        assertThat(Percentages.text(0.005)).isEqualTo("0.5 %");
        assertThat(Percentages.text(Double.NaN)).isEqualTo("-");
    }

    @Test
    void readsBackWhatItWritesExactly() {
        Property.forAll(
                Gen.longs(0, 31_536_000_000_000_000L),
                time -> assertThat(Durations.parse(Durations.exact(time))).isEqualTo(time));
        Property.forAll(
                Gen.longs(1, Rates.FASTEST),
                rate -> assertThat(Rates.parse(Rates.exact(rate))).isEqualTo(rate));
    }
}
