package dev.ganz.stack.ip;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.wire.Arp;
import dev.ganz.wire.ArpView;
import dev.ganz.wire.EtherType;
import dev.ganz.wire.Ethernet;
import dev.ganz.wire.EthernetView;
import dev.ganz.wire.MalformedPacket;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.MacAddress;

/**
 * Address resolution for IPv4 on Ethernet (RFC 826). As in Linux, a request is answered for any address of the node, its sender is
 * learnt only if the node was asked for, and gratuitous packets change only entries that exist. A node announces nothing by itself, nor
 * does it probe for conflicts (RFC 5227): addresses of a lab are unique.
 */
final class ArpExchange {
    private static final int LENGTH = EthernetView.HEADER_LENGTH + ArpView.LENGTH;

    private final IpStack stack;

    ArpExchange(IpStack stack) {
        this.stack = stack;
    }

    void receive(IpPort in, Frame frame) {
        Arp arp;
        try {
            int at = frame.offset() + EthernetView.HEADER_LENGTH;
            int available = frame.length() - EthernetView.HEADER_LENGTH;
            arp = Arp.from(ArpView.parse(frame.octets(), at, available));
        } catch (MalformedPacket _) {
            stack.runtime.discard(frame, DropReason.MALFORMED);
            return;
        }
        Ipv4Address sender = arp.senderIp();
        if (arp.senderMac().isGroup()
                || sender.isMulticast()
                || sender.isLoopback()
                || sender.isBroadcast()
                || stack.own.has(sender.value())) {
            stack.runtime.discard(frame, DropReason.BAD_SOURCE);
            return;
        }
        boolean mine = arp.isRequest() && stack.own.has(arp.targetIp().value());
        if (!sender.isUnspecified() && in.discovers()) {
            boolean toMe = EthernetView.destination(frame.octets(), frame.offset()) == in.mac;
            learn(in, arp, mine, arp.isReply() && !arp.isAnnouncement() && toMe);
        }
        stack.runtime.release(frame);
        if (mine) {
            send(in, arp.reply(new MacAddress(in.mac)), arp.senderMac().value());
        }
    }

    private void learn(IpPort in, Arp arp, boolean asksForMe, boolean answer) {
        long low = AddressTable.ipv4Low(arp.senderIp().value());
        Neighbour neighbour = asksForMe
                ? stack.neighbours.of(in, AddressTable.IPV4_HIGH, low)
                : in.neighbour(AddressTable.IPV4_HIGH, low);
        if (neighbour == null) {
            return;
        }
        if (answer) {
            stack.neighbours.confirmed(neighbour, arp.senderMac().value());
        } else {
            stack.neighbours.heard(neighbour, arp.senderMac().value());
        }
    }

    /** Asks for a neighbour: everyone, or the neighbour itself if it is known where it was (RFC 1122, section 2.3.2.1). */
    void solicit(Neighbour neighbour) {
        boolean probe = neighbour.state() == Neighbour.State.PROBE;
        Ipv4Address target = new Ipv4Address((int) neighbour.low);
        Ipv4Address sender = new Ipv4Address(stack.own.source(neighbour.port, target.value()));
        Arp request = Arp.request(new MacAddress(neighbour.port.mac), sender, target);
        send(neighbour.port, request, probe ? neighbour.mac() : MacAddress.BROADCAST.value());
    }

    private void send(IpPort out, Arp arp, long to) {
        Frame frame = stack.runtime.frame(LENGTH).length(LENGTH);
        Ethernet.write(frame.octets(), frame.offset(), to, out.mac, EtherType.ARP);
        arp.emit(frame.octets(), frame.offset() + EthernetView.HEADER_LENGTH);
        stack.runtime.send(out.number, frame);
    }
}
