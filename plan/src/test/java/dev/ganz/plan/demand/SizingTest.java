package dev.ganz.plan.demand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.plan.demand.Sizing.Mode;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SizingTest {
    /** A server that uses as much CPU as the hour says, 100 more at the weekend, for four weeks, and memory on one afternoon. */
    static Workload office() {
        Series series = new Series("office");
        LocalDateTime start = LocalDateTime.of(2013, 8, 1, 0, 0);
        for (int hour = 0; hour < 28 * 24; hour++) {
            LocalDateTime now = start.plusHours(hour);
            boolean weekend = now.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
            double[] values = new double[Dimension.COUNT];
            values[Dimension.CPU.place()] = now.getHour() + (weekend ? 100 : 0);
            values[Dimension.MEMORY.place()] = hour % (7 * 24) == 15 ? 5000 : 1000;
            series.add(now.toEpochSecond(ZoneOffset.UTC), values, values);
        }
        return series.workload();
    }

    private static double at(double[] demand, int slot, Dimension dimension) {
        return demand[slot * Dimension.COUNT + dimension.place()];
    }

    @Test
    void aSlotIsAnHourOfAWeekdayOrOfADayAtTheWeekend() {
        double[] demand = new Sizing(Mode.SLOTS, 1, 1).demand(office());

        for (int hour = 0; hour < 24; hour++) {
            assertThat(at(demand, hour, Dimension.CPU)).isEqualTo(hour);
            assertThat(at(demand, 24 + hour, Dimension.CPU)).isEqualTo(100 + hour);
        }
    }

    @Test
    void memoryIsNotGivenBackAfterItsHour() {
        double[] demand = new Sizing(Mode.SLOTS, 1, 1).demand(office());

        for (int slot = 0; slot < Sizing.SLOTS; slot++) {
            assertThat(at(demand, slot, Dimension.MEMORY)).isEqualTo(5000);
        }
    }

    @Test
    void thePeakIsTheGreatestSampleAndTheAverageTheirMean() {
        assertThat(new Sizing(Mode.PEAK, 1, 1).demand(office())[0]).isEqualTo(123);
        assertThat(new Sizing(Mode.AVERAGE, 1, 1).demand(office())[0]).isBetween(40.0, 40.2);
    }

    @Test
    void aPercentileCoversAtLeastItsShareOfTheSamples() {
        Workload office = office();
        for (double percentile : new double[] {0.01, 0.5, 0.9, 0.95, 0.99, 1}) {
            double covered = new Sizing(Mode.SLOTS, percentile, 1).demand(office)[0];
            double[] values = IntStream.range(0, office.samples())
                    .filter(sample -> Sizing.slotOf(office.seconds()[sample]) == 0)
                    .mapToDouble(sample -> office.peak(sample, 0))
                    .toArray();

            assertThat(Arrays.stream(values).filter(value -> value <= covered).count())
                    .isGreaterThanOrEqualTo((long) Math.ceil(percentile * values.length));
            assertThat(Arrays.stream(values).filter(value -> value < covered).count())
                    .isLessThan((long) Math.ceil(percentile * values.length));
        }
    }

    @Test
    void growthMultipliesAllDemands() {
        double[] today = new Sizing(Mode.SLOTS, 0.95, 1).demand(office());
        double[] later = new Sizing(Mode.SLOTS, 0.95, 1.5).demand(office());

        for (int at = 0; at < today.length; at++) {
            assertThat(later[at]).isEqualTo(1.5 * today[at]);
        }
    }

    @Test
    void aSlotWithoutSamplesAsksForTheMostOfTheOthers() {
        Series series = new Series("night");
        series.add(0, new double[] {7, 1, 0, 0, 0, 0}, new double[] {7, 1, 0, 0, 0, 0});
        series.add(3600, new double[] {3, 1, 0, 0, 0, 0}, new double[] {3, 1, 0, 0, 0, 0});

        double[] demand = new Sizing(Mode.SLOTS, 1, 1).demand(series.workload());

        assertThat(at(demand, 0, Dimension.CPU)).isEqualTo(7);
        assertThat(at(demand, 1, Dimension.CPU)).isEqualTo(3);
        assertThat(at(demand, 40, Dimension.CPU)).isEqualTo(7);
    }
}
