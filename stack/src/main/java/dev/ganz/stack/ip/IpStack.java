package dev.ganz.stack.ip;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.stack.Runtime;
import dev.ganz.wire.EtherType;
import dev.ganz.wire.EthernetView;
import dev.ganz.wire.VlanView;
import org.jspecify.annotations.Nullable;

/** The parts of a started node, and the door by which frames come in and go out. */
final class IpStack {
    final Runtime runtime;
    final boolean forwarding;
    final long flowSeed;
    final IpPort[] ports;
    final OwnAddresses own;
    final Neighbours neighbours;
    final Destinations destinations;
    final ArpExchange arp;
    final NeighbourDiscovery discovery;
    final Loopback loopback;
    final PathMtus pathMtus;
    final Ipv4Input ipv4Input;
    final Ipv4Output ipv4;
    final Ipv4Delivery ipv4Delivery;
    final Icmpv4Input icmpv4;
    final Icmpv4Errors icmpv4Errors;
    final Ipv6Input ipv6Input;
    final Ipv6Output ipv6;
    final Ipv6Delivery ipv6Delivery;
    final Icmpv6Input icmpv6;
    final Icmpv6Errors icmpv6Errors;
    final PingSockets pings;
    final UdpSockets udp;
    private @Nullable IcmpLimiter limiter;

    @SuppressWarnings("this-escape") // the parts keep the reference and use it later
    IpStack(Runtime runtime, IpConfiguration configuration) {
        this.runtime = runtime;
        this.forwarding = configuration.forwarding();
        this.flowSeed = FlowHash.seed(configuration.name());
        this.ports = new IpPort[configuration.ports().size()];
        for (int i = 0; i < ports.length; i++) {
            ports[i] = new IpPort(i, runtime.port(i), configuration.ports().get(i));
        }
        this.own = new OwnAddresses(ports, configuration.loopbacks());
        this.neighbours = new Neighbours(this);
        this.destinations = new Destinations(this, configuration.routes());
        this.arp = new ArpExchange(this);
        this.discovery = new NeighbourDiscovery(this);
        this.loopback = new Loopback(this);
        this.pathMtus = new PathMtus(this);
        this.ipv4Input = new Ipv4Input(this);
        this.ipv4 = new Ipv4Output(this);
        this.ipv4Delivery = new Ipv4Delivery(this);
        this.icmpv4 = new Icmpv4Input(this);
        this.icmpv4Errors = new Icmpv4Errors(this);
        this.ipv6Input = new Ipv6Input(this);
        this.ipv6 = new Ipv6Output(this);
        this.ipv6Delivery = new Ipv6Delivery(this);
        this.icmpv6 = new Icmpv6Input(this);
        this.icmpv6Errors = new Icmpv6Errors(this);
        this.pings = new PingSockets(this);
        this.udp = new UdpSockets(this);
    }

    /** How many error messages may be sent; both families share it. */
    IcmpLimiter limiter() {
        IcmpLimiter running = limiter;
        if (running == null) {
            running = new IcmpLimiter();
            limiter = running;
        }
        return running;
    }

    static boolean isGroup(long mac) {
        return (mac >>> 40 & 1) != 0;
    }

    void receive(int port, Frame frame) {
        IpPort in = ports[port];
        byte[] octets = frame.octets();
        int at = frame.offset();
        if (frame.length() < EthernetView.HEADER_LENGTH) {
            runtime.discard(frame, DropReason.MALFORMED);
            return;
        }
        long destination = EthernetView.destination(octets, at);
        boolean group = destination != in.mac;
        if (group && !accepts(in, destination, frame)) {
            return;
        }
        switch (EthernetView.type(octets, at)) {
            case EtherType.IPV4 -> ipv4Input.receive(in, frame, group);
            case EtherType.IPV6 -> ipv6Input.receive(in, frame, group);
            case EtherType.ARP -> arp.receive(in, frame);
            case EtherType.VLAN -> receiveTagged(port, frame);
            default -> runtime.discard(frame, DropReason.NO_SOCKET);
        }
    }

    /** What a NIC does: frames for other groups vanish unseen, a frame for another node tells of flooding or of a wrong entry. */
    private boolean accepts(IpPort in, long destination, Frame frame) {
        if (!isGroup(destination)) {
            runtime.discard(frame, DropReason.NOT_FOR_ME);
            return false;
        }
        if (!in.listensTo(destination, forwarding)) {
            runtime.release(frame);
            return false;
        }
        return true;
    }

    /** VLAN 0 is no VLAN but a priority (IEEE 802.1Q, clause 6.8): such a tag is taken off. */
    private void receiveTagged(int port, Frame frame) {
        byte[] octets = frame.octets();
        int tag = frame.offset() + VlanView.FIRST;
        if (frame.length() < EthernetView.HEADER_LENGTH + VlanView.TAG_LENGTH) {
            runtime.discard(frame, DropReason.MALFORMED);
        } else if (VlanView.id(octets, tag) != 0 || VlanView.type(octets, tag) == EtherType.VLAN) {
            runtime.discard(frame, DropReason.VLAN);
        } else {
            System.arraycopy(octets, frame.offset(), octets, frame.offset() + VlanView.TAG_LENGTH, VlanView.FIRST);
            frame.moveStart(VlanView.TAG_LENGTH);
            receive(port, frame);
        }
    }

    /** Sends a packet to a next hop and gives it away; the Ethernet header is written here. */
    void transmit(Neighbour neighbour, Frame frame, int etherType) {
        if (neighbour.ready) {
            neighbour.writeHeader(frame.octets(), frame.offset(), etherType);
            runtime.send(neighbour.port.number, frame);
        } else {
            neighbours.send(neighbour, frame);
        }
    }

    void carrier(int number, boolean up) {
        IpPort port = ports[number];
        if (port.up() == up) {
            return;
        }
        port.up(up);
        destinations.forget();
        if (!up) {
            neighbours.carrierLost(port);
        }
    }
}
