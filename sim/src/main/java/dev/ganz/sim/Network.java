package dev.ganz.sim;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.Impairment;
import dev.ganz.lab.ImpairmentChange;
import dev.ganz.lab.Interface;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.Node;
import dev.ganz.lab.addressing.Cabling;
import dev.ganz.sim.result.LabEvent;
import dev.ganz.stack.Device;
import dev.ganz.stack.PortInfo;
import dev.ganz.stack.channel.Channel;
import dev.ganz.stack.channel.DropListener;
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
    /** One for all channels: there may be 100,000. */
    private final DropListener drops;

    private PowerListener listener = PowerListener.NOBODY;
    /** By the nodes' numbers in the lab. */
    private final NodeRuntime[] runtimes;
    /** In the order of names. */
    private final List<NodeRuntime> byName = new ArrayList<>();
    /** Two a link, forward then backward. */
    private final LinkDirection[] directions;

    Network(Cabling cabling, Engine engine, Observers observers, ShortestPaths paths, Devices devices) {
        this.lab = cabling.lab();
        this.engine = engine;
        this.observers = observers;
        this.paths = paths;
        this.devices = devices;
        this.cabling = cabling;
        this.drops = observers::dropped;
        this.runtimes = new NodeRuntime[lab.nodes().size()];
        this.directions = new LinkDirection[2 * lab.links().size()];
        engine.nodes(runtimes.length);
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
            directions[2 * link] = direction(link, a, b, cable.forward());
            directions[2 * link + 1] = direction(link, b, a, cable.backward());
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
    LinkDirection egress(Endpoint end) {
        int link = cabling.linkOf(cabling.port(end));
        LinkDirection forward = directions[2 * link];
        return forward.from().equals(end) ? forward : directions[2 * link + 1];
    }

    LinkDirection reverse(LinkDirection direction) {
        LinkDirection forward = directions[2 * direction.link()];
        return direction == forward ? directions[2 * direction.link() + 1] : forward;
    }

    LinkDirection direction(int link, boolean forward) {
        return directions[2 * link + (forward ? 0 : 1)];
    }

    /** Sets some words of a direction's impairment. */
    void change(LinkDirection direction, ImpairmentChange change) {
        direction.impairment = change.applyTo(direction.impairment);
        direction.lane.channel.change(direction.impairment, engine.now());
        engine.refresh(direction.lane);
    }

    /** Takes carrier from directions of links, once more for each call. */
    void cut(List<LinkDirection> cut) {
        List<LinkDirection> lost =
                cut.stream().filter(direction -> direction.cuts++ == 0).toList();
        for (LinkDirection direction : lost) {
            direction.lane.channel.carrier(false, engine.now());
            engine.refresh(direction.lane);
            paths.link(direction.link(), false);
        }
        for (LinkDirection direction : lost) {
            announce(direction, false);
        }
    }

    /** Takes one {@link #cut} back; carrier returns with the last. */
    void mend(List<LinkDirection> mended) {
        List<LinkDirection> restored =
                mended.stream().filter(direction -> --direction.cuts == 0).toList();
        for (LinkDirection direction : restored) {
            direction.lane.channel.carrier(true, engine.now());
            engine.refresh(direction.lane);
            paths.link(direction.link(), reverse(direction).cuts == 0);
        }
        for (LinkDirection direction : restored) {
            announce(direction, true);
        }
    }

    /** Both directions of every link of a node. */
    List<LinkDirection> linksOf(String name) {
        List<LinkDirection> all = new ArrayList<>();
        int number = cabling.node(name);
        for (int port = cabling.firstPort(number); port < cabling.endPort(number); port++) {
            int link = cabling.linkOf(port);
            if (link != Cabling.NONE) {
                all.add(directions[2 * link]);
                all.add(directions[2 * link + 1]);
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

    private void announce(LinkDirection direction, boolean up) {
        NodeRuntime node = direction.lane.to;
        observers.event(engine.now(), LabEvent.Kind.CARRIER, direction.to().toString(), up ? "up" : "down");
        Device device = node.device;
        if (device != null) {
            device.carrier(direction.lane.port, up);
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

    private LinkDirection direction(int link, int fromPort, int toPort, Impairment impairment) {
        Endpoint from = cabling.endpoint(fromPort);
        Endpoint to = cabling.endpoint(toPort);
        NodeRuntime sender = runtimes[cabling.nodeOf(fromPort)];
        NodeRuntime receiver = runtimes[cabling.nodeOf(toPort)];
        String name = from + "->" + to;
        Channel channel = new Channel(name, impairment, lab.seed(), engine.pool(), drops);
        int port = cabling.interfaceOf(toPort);
        Lane lane = new Lane(channel, receiver, port, engine.source(NodeRuntime.rank(receiver.index(), port)));
        engine.add(lane);
        sender.connect(cabling.interfaceOf(fromPort), lane);
        return new LinkDirection(link, from, to, lane, impairment);
    }

    /** One direction of a link and its state. */
    static final class LinkDirection {
        private final int link;
        private final Endpoint from;
        private final Endpoint to;
        final Lane lane;
        /** What holds at the moment. */
        private Impairment impairment;
        /** Faults that keep carrier away at the moment. */
        private int cuts;

        LinkDirection(int link, Endpoint from, Endpoint to, Lane lane, Impairment impairment) {
            this.link = link;
            this.from = from;
            this.to = to;
            this.lane = lane;
            this.impairment = impairment;
        }

        /** The link's number in the lab. */
        int link() {
            return link;
        }

        Endpoint from() {
            return from;
        }

        Endpoint to() {
            return to;
        }
    }
}
