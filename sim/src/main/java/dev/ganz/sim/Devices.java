package dev.ganz.sim;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.Interface;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Node;
import dev.ganz.lab.addressing.Cabling;
import dev.ganz.lab.addressing.Segments;
import dev.ganz.stack.Device;
import dev.ganz.stack.bridge.LearningSwitch;
import dev.ganz.stack.bridge.Storm;
import dev.ganz.stack.bridge.SwitchLoop;
import dev.ganz.stack.ip.IpConfiguration;
import dev.ganz.stack.ip.IpNode;
import dev.ganz.stack.routing.ShortestPaths;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.Ipv6Address;
import dev.ganz.wire.addr.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the device that a node of the lab is in virtual time. */
final class Devices {
    private final Lab lab;
    private final ShortestPaths paths;
    private final Cabling cabling;
    private @Nullable Segments segments;
    /** Who is on each segment, for nodes that know their neighbours from the start; filled where it is asked for. */
    private final Map<Integer, Map<IpAddress, MacAddress>> neighbours = new TreeMap<>();

    Devices(Cabling cabling, ShortestPaths paths) {
        this.lab = cabling.lab();
        this.paths = paths;
        this.cabling = cabling;
    }

    /** A fresh device for a node, as after power-on. */
    Device make(Node node) {
        return switch (node.kind()) {
            case SWITCH -> new LearningSwitch(node, storm -> circulates(node, storm));
            case HOST, ROUTER, LINUX, FRR, BIRD, VM, EXTERNAL -> new IpNode(configuration(node));
            case PROGRAM ->
                throw new AssertionError("node " + node.name() + " is of a kind that SimulationCheck refuses");
        };
    }

    private IpConfiguration configuration(Node node) {
        int first = cabling.firstPort(cabling.node(node.name()));
        List<IpConfiguration.Port> ports = new ArrayList<>(node.interfaces().size());
        for (int i = 0; i < node.interfaces().size(); i++) {
            boolean known = node.neighbours() == Node.Neighbours.STATIC;
            ports.add(new IpConfiguration.Port(
                    node.interfaces().get(i).addresses(), known ? neighbours(first + i) : null));
        }
        return new IpConfiguration(
                node.name(), ShortestPaths.forwards(node), ports, node.loopbacks(), paths.routesOf(node.name()));
    }

    private Map<IpAddress, MacAddress> neighbours(int port) {
        if (segments == null) {
            segments = Segments.of(cabling);
        }
        Segments all = segments;
        return neighbours.computeIfAbsent(all.of(port), segment -> known(all, segment));
    }

    private Map<IpAddress, MacAddress> known(Segments all, int segment) {
        Map<IpAddress, MacAddress> known = new TreeMap<>();
        all.ports(segment).mapToObj(this::nic).forEach(nic -> {
            MacAddress mac = nic.mac().orElseThrow();
            for (InterfaceAddress own : nic.addresses()) {
                known.put(own.address(), mac);
            }
            known.put(Ipv6Address.linkLocal(mac), mac);
        });
        return known;
    }

    private Interface nic(int port) {
        return lab.nodes().get(cabling.nodeOf(port)).interfaces().get(cabling.interfaceOf(port));
    }

    /** A loop of switches: the run has no end worth waiting for. */
    private void circulates(Node node, Storm storm) {
        Endpoint in =
                new Endpoint(node.name(), node.interfaces().get(storm.port()).name());
        Endpoint out = new Endpoint(
                node.name(), node.interfaces().get(storm.otherPort()).name());
        Optional<SwitchLoop> loop = SwitchLoop.through(lab, out, in);
        throw new InvalidInput("a broadcast of " + storm.source() + " goes round and round through "
                + loop.map(SwitchLoop::toString).orElse(node.name())
                + ": switches form a loop and know no spanning tree; remove one of these links");
    }
}
