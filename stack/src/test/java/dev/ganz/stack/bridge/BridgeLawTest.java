package dev.ganz.stack.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.lab.Node;
import dev.ganz.lab.VlanMembership;
import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

/** The switch does, frame by frame, what a bridge does that is written for nothing but to be plain. */
class BridgeLawTest {
    private static final int PORTS = 5;
    private static final int LIMIT = 6;
    private static final long AGEING = 100;
    private static final List<String> TAGS = List.of("", "81000000", "8100000a", "81006014", "8100001e");
    private static final Node AWARE = Switches.withVlans("10", "20", "10,20", "10,30", "");
    private static final Node UNAWARE =
            Switches.node("sw", PORTS, java.util.Collections.emptySortedMap(), Switches.AGEING);

    /** What happens to the switch next: a frame, or a change of carrier where {@code tag} is negative. */
    private record Step(long pause, int port, int destination, int source, int tag) {}

    private static final Gen<Step> STEPS = (random, size) -> new Step(
            random.nextInt(8) == 0 ? random.nextInt(150) : random.nextInt(5),
            random.nextInt(PORTS),
            random.nextInt(12),
            1 + random.nextInt(9),
            random.nextInt(-1, TAGS.size()));

    @Test
    void forwardsAsAPlainBridgeDoesWithVlans() {
        Property.forAll(Gen.lists(STEPS, 300), steps -> compare(AWARE, steps));
    }

    @Test
    void forwardsAsAPlainBridgeDoesWithoutVlans() {
        Property.forAll(Gen.lists(STEPS, 300), steps -> compare(UNAWARE, steps));
    }

    private static void compare(Node like, List<Step> steps) {
        Node node = Switches.node("sw", PORTS, like.vlans(), AGEING);
        Wires wires = new Wires(PORTS, 1500);
        LearningSwitch bridge = new LearningSwitch(node, _ -> {}, LIMIT);
        bridge.start(wires);
        PlainBridge plain = new PlainBridge(node);
        for (Step step : steps) {
            wires.now += step.pause;
            plain.now = wires.now;
            if (step.tag < 0) {
                boolean comes = step.destination % 3 != 0;
                bridge.carrier(step.port, comes);
                plain.carrier(step.port, comes);
            } else {
                String destination =
                        step.destination == 0 ? "ffffffffffff" : "0200000000%02x".formatted(step.destination);
                String source = "0200000000%02x".formatted(step.source);
                List<String> deeds =
                        wires.deliver(bridge, step.port, destination + source + TAGS.get(step.tag) + "0800");
                assertThat(deeds).isEqualTo(plain.deeds(step.port, destination, source, TAGS.get(step.tag)));
            }
        }
    }

    /** Addresses in a list from the oldest to the newest, frames as text. */
    private static final class PlainBridge {
        private record Heard(int port, long at) {}

        private final Node node;
        private final Map<String, Heard> table = new LinkedHashMap<>();
        private final boolean[] up = new boolean[PORTS];
        private long now;

        PlainBridge(Node node) {
            this.node = node;
        }

        void carrier(int port, boolean comes) {
            up[port] = comes;
            if (!comes) {
                table.values().removeIf(heard -> heard.port == port);
            }
        }

        List<String> deeds(int port, String destination, String source, String tag) {
            int vlan = vlan(port, tag);
            if (vlan < 0) {
                return List.of("vlan");
            }
            learn(source + vlan, port);
            Heard target = table.get(destination + vlan);
            if (target != null && now - target.at < AGEING) {
                return target.port == port
                        ? List.of("same port")
                        : List.of(leaving(target.port, vlan, destination + source, tag));
            }
            List<String> deeds = new ArrayList<>();
            for (int out = 0; out < PORTS; out++) {
                if (out != port && up[out] && (unaware() || carries(out, vlan))) {
                    deeds.add(leaving(out, vlan, destination + source, tag));
                }
            }
            return deeds.isEmpty() ? List.of("released") : deeds;
        }

        private void learn(String key, int port) {
            table.remove(key);
            table.values().removeIf(heard -> now - heard.at >= AGEING);
            if (table.size() == LIMIT) {
                table.remove(table.keySet().iterator().next());
            }
            table.put(key, new Heard(port, now));
        }

        private boolean unaware() {
            return node.vlans().isEmpty();
        }

        private VlanMembership membership(int port) {
            return node.vlans().getOrDefault("p" + port, new VlanMembership.Access(1));
        }

        private boolean carries(int port, int vlan) {
            return switch (membership(port)) {
                case VlanMembership.Access(int access) -> access == vlan;
                case VlanMembership.Trunk(SortedSet<Integer> vlans) -> vlans.contains(vlan);
            };
        }

        private int vlan(int port, String tag) {
            if (unaware()) {
                return 0;
            }
            int named = tag.isEmpty() ? 0 : Integer.parseInt(tag.substring(5), 16);
            if (named == 0) {
                return membership(port) instanceof VlanMembership.Access(int access) ? access : -1;
            }
            return carries(port, named) ? named : -1;
        }

        private String leaving(int port, int vlan, String addresses, String tag) {
            String out = tag;
            if (!unaware()) {
                String priority = tag.isEmpty() ? "81000" : tag.substring(0, 5);
                out = membership(port) instanceof VlanMembership.Access ? "" : priority + "%03x".formatted(vlan);
            }
            return port + " " + addresses + out + "0800";
        }
    }
}
