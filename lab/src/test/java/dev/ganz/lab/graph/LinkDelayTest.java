package dev.ganz.lab.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganz.lab.Coordinates;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LinkDelayTest {
    private static long between(double latitudeA, double longitudeA, double latitudeB, double longitudeB) {
        return LinkDelay.between(
                Optional.of(new Coordinates(latitudeA, longitudeA)),
                Optional.of(new Coordinates(latitudeB, longitudeB)));
    }

    @Test
    void knowsTheDistancesOnASphere() {
        double half = Math.PI * 6371; // km

        assertThat(LinkDelay.kilometres(new Coordinates(0, 0), new Coordinates(0, 90)))
                .isCloseTo(half / 2, within(1e-6));
        assertThat(LinkDelay.kilometres(new Coordinates(90, 0), new Coordinates(-90, 77)))
                .isCloseTo(half, within(1e-6));
        assertThat(LinkDelay.kilometres(new Coordinates(51.5074, -0.1278), new Coordinates(48.8566, 2.3522)))
                .isCloseTo(344, within(3.4)); // London to Paris
        assertThat(LinkDelay.kilometres(new Coordinates(40.7128, -74.006), new Coordinates(34.0522, -118.2437)))
                .isCloseTo(3936, within(39.0)); // New York to Los Angeles
    }

    @Test
    void crossesTheDateLineTheShortWay() {
        assertThat(LinkDelay.kilometres(new Coordinates(0, 179), new Coordinates(0, -179)))
                .isCloseTo(2 * Math.PI * 6371 / 180, within(1e-6));
    }

    @Test
    void takesFiveMicrosecondsAKilometreAndALittleMore() {
        double kilometres = LinkDelay.kilometres(new Coordinates(0, 0), new Coordinates(0, 90));

        assertThat(between(0, 0, 0, 90) / kilometres).isCloseTo(5003.46, within(0.01));
    }

    @Test
    void takesFiftyMicrosecondsWithinATown() {
        assertThat(between(50.1, 8.6, 50.1, 8.6)).isEqualTo(50_000);
        assertThat(between(50.1, 8.6, 50.1, 8.61)).isEqualTo(50_000);
    }

    @Test
    void takesAMillisecondWhereAPlaceIsUnknown() {
        Optional<Coordinates> known = Optional.of(new Coordinates(1, 1));

        assertThat(LinkDelay.between(known, Optional.empty())).isEqualTo(1_000_000);
        assertThat(LinkDelay.between(Optional.empty(), known)).isEqualTo(1_000_000);
    }

    @Test
    void readsTimesWithTheirUnits() {
        assertThat(LinkDelay.parse("10 ms")).hasValue(10_000_000);
        assertThat(LinkDelay.parse("1.5us")).hasValue(1_500);
        assertThat(LinkDelay.parse("2 µs")).hasValue(2_000);
        assertThat(LinkDelay.parse("1 second")).hasValue(1_000_000_000);
        assertThat(LinkDelay.parse("0.25 s")).hasValue(250_000_000);
    }

    @Test
    void readsNothingElseAsATime() {
        for (String text :
                new String[] {"", "10", "ms", "10 parsecs", "-1 ms", "1e3 ms", "10 years", "4000 s", "1 ms 2"}) {
            assertThat(LinkDelay.parse(text)).as(text).isEqualTo(OptionalLong.empty());
        }
    }
}
