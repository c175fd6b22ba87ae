package dev.ganz.stack.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.wire.addr.MacAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

/** Real loops of real switches. */
class StormTest {
    private static final String REQUEST = "ffffffffffff" + "020000000001" + "0806" + "0001080006040001";
    private static final int PORTS = 4;

    /** What is on a wire: octets for a port of a switch at a time; {@code order} keeps frames of one instant in turn. */
    private record Flight(long at, long order, int bridge, int port, String hex) implements Comparable<Flight> {
        @Override
        public int compareTo(Flight other) {
            return at == other.at ? Long.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    private final List<LearningSwitch> bridges = new ArrayList<>();
    private final List<Wires> wires = new ArrayList<>();
    private final Map<Integer, Integer> cables = new HashMap<>();
    private final List<Storm> storms = new ArrayList<>();
    private final PriorityQueue<Flight> flights = new PriorityQueue<>();
    private long order;

    /** Port 0 of every switch has a station. */
    private void switches(int count) {
        for (int i = 0; i < count; i++) {
            Wires mine = new Wires(PORTS, 1500);
            LearningSwitch bridge = new LearningSwitch(
                    Switches.node("s" + i, PORTS, Collections.emptySortedMap(), Switches.AGEING), storms::add);
            bridge.start(mine);
            bridge.carrier(0, true);
            bridges.add(bridge);
            wires.add(mine);
        }
    }

    private void cable(int bridge, int port, int otherBridge, int otherPort) {
        cables.put(bridge * PORTS + port, otherBridge * PORTS + otherPort);
        cables.put(otherBridge * PORTS + otherPort, bridge * PORTS + port);
        bridges.get(bridge).carrier(port, true);
        bridges.get(otherBridge).carrier(otherPort, true);
    }

    private void fly(long at, int bridge, int port, String hex) {
        flights.add(new Flight(at, order++, bridge, port, hex));
    }

    /** Runs until a storm is reported, nothing flies any more or it is {@code end}; says how many frames switches received. */
    private int run(long end, long delay) {
        int received = 0;
        for (Flight flight = flights.poll();
                flight != null && flight.at <= end && storms.isEmpty();
                flight = flights.poll()) {
            received++;
            wires.get(flight.bridge).now = flight.at;
            for (String deed : wires.get(flight.bridge).deliver(bridges.get(flight.bridge), flight.port, flight.hex)) {
                int blank = deed.indexOf(' ');
                Integer far = Character.isDigit(deed.charAt(0))
                        ? cables.get(flight.bridge * PORTS + Integer.parseInt(deed.substring(0, blank)))
                        : null;
                if (far != null) {
                    fly(flight.at + delay, far / PORTS, far % PORTS, deed.substring(blank + 1));
                }
            }
        }
        return received;
    }

    @Test
    void oneBroadcastInARingOfThreeIsReportedSoon() {
        switches(3);
        cable(0, 1, 1, 2);
        cable(1, 1, 2, 2);
        cable(2, 1, 0, 2);
        fly(0, 0, 0, REQUEST);

        run(1_000_000_000L, 5_000_000);

        assertThat(storms).singleElement().satisfies(storm -> {
            assertThat(List.of(storm.port(), storm.otherPort())).containsExactlyInAnyOrder(1, 2);
            assertThat(storm.source()).isEqualTo(new MacAddress(0x02_0000_000001L));
        });
    }

    @Test
    void aStormWithoutDelayIsReportedWithinTheInstant() {
        switches(2);
        cable(0, 1, 1, 1);
        cable(0, 2, 1, 2);
        fly(0, 0, 0, REQUEST);

        assertThat(run(0, 0)).isLessThan(500);
        assertThat(storms).hasSize(1);
    }

    @Test
    void aStormThatDoublesIsReportedBeforeItIsLarge() {
        switches(4); // every switch with every other: three loops, a flood grows by two every hop
        int[] next = {1, 1, 1, 1};
        for (int a = 0; a < 4; a++) {
            for (int b = a + 1; b < 4; b++) {
                cable(a, next[a]++, b, next[b]++);
            }
        }
        fly(0, 0, 0, REQUEST);

        assertThat(run(60_000_000_000L, 50_000_000)).isLessThan(2000);
        assertThat(storms).hasSize(1);
    }

    @Test
    void aCableBackIntoTheSameSwitchIsReported() {
        switches(1);
        cable(0, 1, 0, 2);
        fly(0, 0, 0, REQUEST);

        run(1_000_000_000L, 1_000_000);

        assertThat(storms).hasSize(1);
    }

    @Test
    void aStationThatNeverRepeatsItselfCannotHideTheLoop() {
        switches(3);
        cable(0, 1, 1, 2);
        cable(1, 1, 2, 2);
        cable(2, 1, 0, 2);
        for (int i = 0; i < 300; i++) {
            fly(i * 1_000_000L, 0, 0, REQUEST + "%08x".formatted(i));
        }

        run(300_000_000L, 5_000_000);

        assertThat(storms).isNotEmpty();
    }

    @Test
    void aTreeOfSwitchesHasNoStorm() {
        switches(3);
        cable(0, 1, 1, 2);
        cable(1, 1, 2, 2);
        for (int i = 0; i < 1000; i++) {
            fly(i * 1_000_000L, i % 3, 0, REQUEST.replace("020000000001", "02000000000" + (1 + i % 3)));
        }

        assertThat(run(Long.MAX_VALUE, 5_000_000)).isEqualTo(3000);
        assertThat(storms).isEmpty();
    }
}
