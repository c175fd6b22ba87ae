package dev.ganz.sim;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.Impairment;
import dev.ganz.lab.ImpairmentChange;
import dev.ganz.lab.Interface;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.Node;
import dev.ganz.lab.addressing.Cabling;
import dev.ganz.stack.Device;
import dev.ganz.stack.PortInfo;
import dev.ganz.stack.result.LabEvent;
import dev.ganz.stack.routing.ShortestPaths;
import java.util.ArrayList;
import java.util.List;

/** The nodes and links of a lab in the engine, and what faults do to them. */
final class Network {
    private final Lab lab;
    private final Engine engine;
    private final Observers observers;
    private final ShortestPaths paths;
    private final Cabling cabling;
    private final Devices devices;
    private PowerListener listener = PowerListener.NOBODY;
    /** By the nodes' numbers in the lab. */
    private final NodeRuntime[] runtimes;
    /** In the order of names. */
    private final List<NodeRuntime> byName = new ArrayList<>();
    /** Two a link, forward then backward. */
    private final Lane[] lanes;

    Network(Cabling cabling, Engine engine, Observers observers, ShortestPaths paths, Devices devices) {
        this.lab = cabling.lab();
        this.engine = engine;
        this.observers = observers;
        this.paths = paths;
        this.devices = devices;
        this.cabling = cabling;
        this.runtimes = new NodeRuntime[lab.nodes().size()];
        this.lanes = new Lane[2 * lab.links().size()];
        engine.nodes(runtimes.length, lab.seed());
        for (int rank = 0; rank < runtimes.length; rank++) {
            int number = cabling.nodeInOrder(rank);
            Node node = lab.nodes().get(number);
            NodeRuntime runtime = new NodeRuntime(engine, node, rank, ports(node, number), lab.seed());
            runtimes[number] = runtime;
            byName.add(runtime);
        }
        for (int link = 0; link < lab.links().size(); link++) {
            Link cable = lab.links().get(link);
            int a = cabling.firstPortOfLink(link);
            int b = cabling.peerOf(a);
            lanes[2 * link] = lane(link, a, b, cable.forward());
            lanes[2 * link + 1] = lane(link, b, a, cable.backward());
        }
    }

    /** Who runs programs on the nodes. */
    interface PowerListener {
        PowerListener NOBODY = new PowerListener() {
            @Override
            public void powered(Device device) {}

            @Override
            public void crashed(String node) {}
        };

        /** A node runs a new device, and its ports have carrier. */
        void powered(Device device);

        void crashed(String node);
    }

    void listen(PowerListener programs) {
        listener = programs;
    }

    /** Gives every node power and every link carrier, in the order of names. */
    void start() {
        for (NodeRuntime node : byName) {
            power(node);
        }
    }

    List<NodeRuntime> nodesByName() {
        return byName;
    }

    NodeRuntime node(String name) {
        return runtimes[cabling.node(name)];
    }

    Cabling cabling() {
        return cabling;
    }

    /** The direction of a link that leaves an interface. */
    Lane egress(Endpoint end) {
        int port = cabling.port(end);
        int link = cabling.linkOf(port);
        return lanes[cabling.firstPortOfLink(link) == port ? 2 * link : 2 * link + 1];
    }

    Lane reverse(Lane direction) {
        Lane forward = lanes[2 * direction.link];
        return direction == forward ? lanes[2 * direction.link + 1] : forward;
    }

    Lane direction(int link, boolean forward) {
        return lanes[2 * link + (forward ? 0 : 1)];
    }

    /** Sets some words of a direction's impairment. */
    void change(Lane direction, ImpairmentChange change) {
        direction.impairment = change.applyTo(direction.impairment);
        direction.to.queue().impaired();
        if (direction.isUsed()) {
            direction.channel().change(direction.impairment, engine.now());
            engine.refresh(direction);
        }
    }

    /** Takes carrier from lanes of links, once more for each call. */
    void cut(List<Lane> cut) {
        List<Lane> lost =
                cut.stream().filter(direction -> direction.cuts++ == 0).toList();
        for (Lane direction : lost) {
            carrier(direction, false);
            paths.link(direction.link, false);
        }
        for (Lane direction : lost) {
            announce(direction, false);
        }
    }

    /** Takes one {@link #cut} back; carrier returns with the last. */
    void mend(List<Lane> mended) {
        List<Lane> restored =
                mended.stream().filter(direction -> --direction.cuts == 0).toList();
        for (Lane direction : restored) {
            carrier(direction, true);
            paths.link(direction.link, reverse(direction).cuts == 0);
        }
        for (Lane direction : restored) {
            announce(direction, true);
        }
    }

    /** Both lanes of every link of a node. */
    List<Lane> linksOf(String name) {
        List<Lane> all = new ArrayList<>();
        int number = cabling.node(name);
        for (int port = cabling.firstPort(number); port < cabling.endPort(number); port++) {
            int link = cabling.linkOf(port);
            if (link != Cabling.NONE) {
                all.add(lanes[2 * link]);
                all.add(lanes[2 * link + 1]);
            }
        }
        return all.stream().distinct().toList(); // a cable from a node to itself is met twice
    }

    /** Takes a node's power and with it the carrier of its links. */
    void crash(String name) {
        NodeRuntime node = node(name);
        node.crash();
        listener.crashed(name);
        observers.event(engine.now(), LabEvent.Kind.NODE, name, "crashed");
        paths.node(name, false);
        cut(linksOf(name));
    }

    /** Gives a crashed node power again: a fresh device, then carrier. */
    void restart(String name) {
        NodeRuntime node = node(name);
        observers.event(engine.now(), LabEvent.Kind.NODE, name, "started afresh");
        paths.node(name, true);
        power(node);
        mend(linksOf(name));
    }

    private void power(NodeRuntime node) {
        Device device = devices.make(node.node());
        node.start(device);
        int first = cabling.firstPort(cabling.node(node.node().name()));
        for (int port = 0; port < node.ports(); port++) {
            int link = cabling.linkOf(first + port);
            if (link != Cabling.NONE) {
                boolean arrivesForward = cabling.firstPortOfLink(link) != first + port;
                if (direction(link, arrivesForward).cuts == 0) {
                    device.carrier(port, true);
                }
            }
        }
        listener.powered(device);
    }

    private void announce(Lane direction, boolean up) {
        NodeRuntime node = direction.to;
        observers.event(engine.now(), LabEvent.Kind.CARRIER, direction.toEnd().toString(), up ? "up" : "down");
        Device device = node.device;
        if (device != null) {
            device.carrier(direction.port, up);
        }
    }

    private PortInfo[] ports(Node node, int number) {
        PortInfo[] ports = new PortInfo[node.interfaces().size()];
        for (int i = 0; i < ports.length; i++) {
            Interface nic = node.interfaces().get(i);
            int link = cabling.linkOf(cabling.firstPort(number) + i);
            int mtu = link == Cabling.NONE
                    ? Link.DEFAULT_MTU
                    : lab.links().get(link).mtu();
            ports[i] = new PortInfo(nic.name(), nic.mac().orElseThrow(), mtu);
        }
        return ports;
    }

    private void carrier(Lane lane, boolean up) {
        if (lane.isUsed()) {
            lane.channel().carrier(up, engine.now());
            engine.refresh(lane);
        }
    }

    private Lane lane(int link, int fromPort, int toPort, Impairment impairment) {
        NodeRuntime sender = runtimes[cabling.nodeOf(fromPort)];
        NodeRuntime receiver = runtimes[cabling.nodeOf(toPort)];
        int port = cabling.interfaceOf(toPort);
        Lane lane = new Lane(sender, cabling.interfaceOf(fromPort), receiver, port, link, impairment);
        sender.connect(lane);
        receiver.queue().connect(lane);
        return lane;
    }
}
