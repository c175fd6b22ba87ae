package dev.ganz.lab.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.graph.MapGraph.Edge;
import dev.ganz.lab.graph.MapGraph.Place;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkSpeedTest {
    private static OptionalLong of(Map<String, String> attributes) {
        return LinkSpeed.of(new Edge("a", "b", false, attributes, new Place(7, 3)), new MapGraph("map.graphml"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10 Gbps | 10_000_000_000",
                "2.5 Gbit/s | 2_500_000_000",
                "9600 bit/s | 9_600",
                "45 Mbps DS-3 | 45_000_000",
                "10G Ethernet | 10_000_000_000",
                "0.02M | 20_000",
                "2.5 G | 2_500_000_000",
                "ZAMREN FIBRE (100 MB) | 100_000_000",
                "Peering, 4Gbps | 4_000_000_000",
                "less than 100 Mbps | 100_000_000",
                "Lit Fibre (10 Gbps) | 10_000_000_000",
                "10-34 Mb/s | 34_000_000",
                "1-2.5 Gb/s | 2_500_000_000",
                "10-20Gbps | 20_000_000_000",
                "100M-1G | 1_000_000_000",
                "34/45 Mbit/s | 34_000_000",
                "155Mbs/1Gbps | 155_000_000",
                "4x155Mbps | 620_000_000",
                "3 x 622Mbps | 1_866_000_000",
                "TEIN 2, 1 Tbps | 1_000_000_000_000",
                "64 kbps | 64_000",
            })
    void readsALabelAsPeopleMeanIt(String label, String speed) {
        assertThat(LinkSpeed.inLabel(label)).hasValue(Long.parseLong(speed.replace("_", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Blue",
                "Completion 2007-2008",
                "1Q 2003",
                "SeaMeWe-3",
                "TAT-14",
                "10 m",
                "500 km",
                "3 Gyr",
                "10.",
                "-",
                "0 Gbps",
                "e1",
                "1234567890123 bps",
                "GE"
            })
    void readsNothingIntoOtherLabels(String label) {
        assertThat(LinkSpeed.inLabel(label)).isEmpty();
    }

    @Test
    void prefersWhatTheMakersOfTheMapReadThenTheirNumberThenTheLabel() {
        Map<String, String> all = Map.of(
                "linkspeedraw",
                "1000.0",
                "linkspeed",
                "2",
                "linkspeedunits",
                "M",
                "linklabel",
                "3 Gbps",
                "label",
                "4 Gbps");
        assertThat(of(all)).hasValue(1000);
        assertThat(of(Map.of("linkspeed", "2", "linkspeedunits", "M", "linklabel", "3 Gbps")))
                .hasValue(2_000_000);
        assertThat(of(Map.of("linkspeed", "many", "linkspeedunits", "M", "linklabel", "3 Gbps")))
                .hasValue(3_000_000_000L);
        assertThat(of(Map.of("linklabel", "dark", "label", "4 Gbps"))).hasValue(4_000_000_000L);
        assertThat(of(Map.of())).isEmpty();
    }

    @Test
    void knowsTheLinesOfTheTelephoneNetworkInTheZoosOwnLabels() {
        assertThat(of(Map.of("linklabel", "OC-192c"))).hasValue(9_953_280_000L);
        assertThat(of(Map.of("linklabel", "POS OC-48"))).hasValue(2_488_320_000L);
        assertThat(of(Map.of("linklabel", "STM-1"))).hasValue(155_520_000);
        assertThat(of(Map.of("linklabel", "T1"))).hasValue(1_544_000);
        assertThat(of(Map.of("linklabel", "E3 to the coast"))).hasValue(34_368_000);
        assertThat(of(Map.of("linklabel", "E9"))).isEmpty();
        assertThat(of(Map.of("label", "E3")))
                .as("an edge that somebody numbered")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1.0", "NaN", "Infinity", "fast", "1e16"})
    void refusesASpeedThatIsNone(String raw) {
        assertThatThrownBy(() -> of(Map.of("linkspeedraw", raw)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith(
                        "map.graphml:7:3: expected a LinkSpeedRaw from 1 to 1e15 bits per second, found \"" + raw
                                + "\"");
    }

    @Test
    void readsAHostileLabelInNoTime() {
        assertThat(LinkSpeed.inLabel("1".repeat(100_000))).isEmpty();
        assertThat(LinkSpeed.inLabel("1-".repeat(100_000))).isEmpty();
        assertThat(LinkSpeed.inLabel("1 x ".repeat(100_000))).isEmpty();
    }
}
