package dev.ganz.lab.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganz.lab.Coordinates;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.graph.MapGraph.Edge;
import dev.ganz.lab.graph.MapGraph.Place;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkDelayTest {
    private static long between(double latitudeA, double longitudeA, double latitudeB, double longitudeB) {
        return LinkDelay.between(
                Optional.of(new Coordinates(latitudeA, longitudeA)),
                Optional.of(new Coordinates(latitudeB, longitudeB)));
    }

    @Test
    void knowsTheDistancesOnASphere() {
        double half = Math.PI * 6371; // km

        assertThat(new Coordinates(0, 0).kilometresTo(new Coordinates(0, 90))).isCloseTo(half / 2, within(1e-6));
        assertThat(new Coordinates(90, 0).kilometresTo(new Coordinates(-90, 77)))
                .isCloseTo(half, within(1e-6));
        assertThat(new Coordinates(51.5074, -0.1278).kilometresTo(new Coordinates(48.8566, 2.3522)))
                .isCloseTo(344, within(3.4)); // London to Paris
        assertThat(new Coordinates(40.7128, -74.006).kilometresTo(new Coordinates(34.0522, -118.2437)))
                .isCloseTo(3936, within(39.0)); // New York to Los Angeles
    }

    @Test
    void crossesTheDateLineTheShortWay() {
        assertThat(new Coordinates(0, 179).kilometresTo(new Coordinates(0, -179)))
                .isCloseTo(2 * Math.PI * 6371 / 180, within(1e-6));
    }

    @Test
    void takesFiveMicrosecondsAKilometreAndALittleMore() {
        double kilometres = new Coordinates(0, 0).kilometresTo(new Coordinates(0, 90));

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

    private static OptionalLong told(String latency) {
        return LinkDelay.told(
                new Edge("a", "b", false, Map.of("latency", latency), new Place(7, 3)), new MapGraph("map.gml"));
    }

    @Test
    void readsTimesWithTheirUnits() {
        assertThat(told("10 ms")).hasValue(10_000_000);
        assertThat(told("1.5us")).hasValue(1_500);
        assertThat(told("2 µs")).hasValue(2_000);
        assertThat(told("1 second")).hasValue(1_000_000_000);
        assertThat(told("20 milliseconds")).hasValue(20_000_000);
        assertThat(told("0.25 s")).hasValue(250_000_000);
    }

    @Test
    void takesNoNumberWithoutAUnitForATime() {
        assertThat(told("10")).isEmpty();
        assertThat(told("low")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10 parsecs", "10 years", "4000 s", "1.2.3 ms", "99999999999999999999 h"})
    void refusesATimeThatIsNone(String text) {
        assertThatThrownBy(() -> told(text)).isInstanceOf(InvalidInput.class).hasMessageStartingWith("map.gml:7:3: ");
    }
}
