package dev.ganz.stack.ip;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.stack.Runtime;

/** The parts of a started node, and the door by which frames come in and go out. */
final class IpStack {
    final Runtime runtime;
    final boolean forwarding;
    final long flowSeed;
    final IpPort[] ports;
    final OwnAddresses own;
    final Neighbours neighbours;
    final Destinations destinations;
    final Arp arp;
    final Loopback loopback;
    final LocalDelivery local;
    final IcmpErrors errors;
    final Ipv4Input ipv4Input;
    final Ipv4Output ipv4;
    final IcmpInput icmp;
    final PathMtus pathMtus;
    final PingSockets pings;

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
        this.arp = new Arp(this);
        this.loopback = new Loopback(this);
        this.local = new LocalDelivery(this);
        this.errors = new IcmpErrors(this);
        this.ipv4Input = new Ipv4Input(this);
        this.ipv4 = new Ipv4Output(this);
        this.icmp = new IcmpInput(this);
        this.pathMtus = new PathMtus(this);
        this.pings = new PingSockets(this);
    }

    void receive(int port, Frame frame) {
        IpPort in = ports[port];
        byte[] octets = frame.octets();
        int at = frame.offset();
        if (frame.length() < Ethernet.HEADER_LENGTH) {
            runtime.discard(frame, DropReason.MALFORMED);
            return;
        }
        long destination = Ethernet.destination(octets, at);
        boolean group = destination != in.mac;
        if (group && !accepts(in, destination, frame)) {
            return;
        }
        switch (Octets.u16(octets, at + Ethernet.TYPE)) {
            case Ethernet.IPV4 -> ipv4Input.receive(in, frame, group);
            case Ethernet.ARP -> arp.receive(in, frame);
            case Ethernet.VLAN -> receiveTagged(port, frame);
            default -> runtime.discard(frame, DropReason.NO_SOCKET);
        }
    }

    /** What a NIC does: frames for other groups vanish unseen, a frame for another node tells of flooding or of a wrong entry. */
    private boolean accepts(IpPort in, long destination, Frame frame) {
        if (!Ethernet.isGroup(destination)) {
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
        int tag = 4;
        byte[] octets = frame.octets();
        int at = frame.offset();
        if (frame.length() < Ethernet.HEADER_LENGTH + tag) {
            runtime.discard(frame, DropReason.MALFORMED);
        } else if ((Octets.u16(octets, at + Ethernet.HEADER_LENGTH) & 0xfff) != 0
                || Octets.u16(octets, at + Ethernet.TYPE + tag) == Ethernet.VLAN) {
            runtime.discard(frame, DropReason.VLAN);
        } else {
            System.arraycopy(octets, at, octets, at + tag, Ethernet.TYPE);
            frame.moveStart(tag);
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
