package dev.ganz.stack.ip;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;

/**
 * Address resolution for IPv4 on Ethernet. As in Linux, a request is answered for any address of the node, its sender is learnt only
 * if the node was asked for, and gratuitous packets change only entries that exist. A node announces nothing by itself, nor does it
 * probe for conflicts (RFC 5227): addresses of a lab are unique.
 *
 * <pre>
 *   0      7 8     15 16    23 24    31
 *  +--------+--------+--------+--------+
 *  |  hardware (1)   | protocol (800)  |
 *  +--------+--------+--------+--------+
 *  |hw len 6|pr len 4|    operation    |
 *  +--------+--------+--------+--------+
 *  | sender MAC, IPv4; target MAC, IPv4|
 *  +--------+--------+--------+--------+      RFC 826
 * </pre>
 */
final class Arp {
    private static final int HARDWARE = 0;
    private static final int PROTOCOL = 2;
    private static final int LENGTHS = 4;
    private static final int OPERATION = 6;
    private static final int SENDER_MAC = 8;
    private static final int SENDER = 14;
    private static final int TARGET_MAC = 18;
    private static final int TARGET = 24;
    private static final int LENGTH = 28;

    private static final int ETHERNET = 1;
    private static final int ETHERNET_AND_IPV4 = 0x0604;
    private static final int REQUEST = 1;
    private static final int REPLY = 2;

    private final IpStack stack;

    Arp(IpStack stack) {
        this.stack = stack;
    }

    void receive(IpPort in, Frame frame) {
        byte[] octets = frame.octets();
        int arp = frame.offset() + Ethernet.HEADER_LENGTH;
        if (frame.length() < Ethernet.HEADER_LENGTH + LENGTH
                || Octets.u16(octets, arp + HARDWARE) != ETHERNET
                || Octets.u16(octets, arp + PROTOCOL) != Ethernet.IPV4
                || Octets.u16(octets, arp + LENGTHS) != ETHERNET_AND_IPV4) {
            stack.runtime.discard(frame, DropReason.MALFORMED);
            return;
        }
        int sender = Octets.i32(octets, arp + SENDER);
        long senderMac = Ethernet.mac(octets, arp + SENDER_MAC);
        if (Ethernet.isGroup(senderMac)
                || Scope.isMulticast(sender)
                || Scope.isLoopback(sender)
                || sender == -1
                || stack.own.has(sender)) {
            stack.runtime.discard(frame, DropReason.BAD_SOURCE);
            return;
        }
        boolean request = Octets.u16(octets, arp + OPERATION) == REQUEST;
        int target = Octets.i32(octets, arp + TARGET);
        boolean mine = request && stack.own.has(target);
        if (sender != 0 && in.discovers()) {
            boolean answer = Octets.u16(octets, arp + OPERATION) == REPLY
                    && sender != target
                    && Ethernet.destination(octets, frame.offset()) == in.mac;
            learn(in, sender, senderMac, mine, answer);
        }
        stack.runtime.release(frame);
        if (mine) {
            send(in, REPLY, senderMac, senderMac, /* sender= */ target, /* target= */ sender);
        }
    }

    private void learn(IpPort in, int sender, long mac, boolean asksForMe, boolean answer) {
        long low = AddressTable.ipv4Low(sender);
        Neighbour neighbour = asksForMe
                ? stack.neighbours.of(in, AddressTable.IPV4_HIGH, low)
                : in.neighbour(AddressTable.IPV4_HIGH, low);
        if (neighbour == null) {
            return;
        }
        if (answer) {
            stack.neighbours.confirmed(neighbour, mac);
        } else {
            stack.neighbours.heard(neighbour, mac);
        }
    }

    /** Asks for a neighbour: everyone, or the neighbour itself if it is known where it was (RFC 1122, section 2.3.2.1). */
    void request(Neighbour neighbour) {
        boolean probe = neighbour.state() == Neighbour.State.PROBE;
        int target = (int) neighbour.low;
        int sender = stack.own.source(neighbour.port, target);
        send(neighbour.port, REQUEST, probe ? neighbour.mac() : Ethernet.BROADCAST, 0, sender, target);
    }

    private void send(IpPort out, int operation, long to, long targetMac, int sender, int target) {
        Frame frame = stack.runtime.frame(Ethernet.HEADER_LENGTH + LENGTH).length(Ethernet.HEADER_LENGTH + LENGTH);
        byte[] octets = frame.octets();
        int arp = frame.offset() + Ethernet.HEADER_LENGTH;
        Ethernet.putHeader(octets, frame.offset(), to, out.mac, Ethernet.ARP);
        Octets.put16(octets, arp + HARDWARE, ETHERNET);
        Octets.put16(octets, arp + PROTOCOL, Ethernet.IPV4);
        Octets.put16(octets, arp + LENGTHS, ETHERNET_AND_IPV4);
        Octets.put16(octets, arp + OPERATION, operation);
        Ethernet.putMac(octets, arp + SENDER_MAC, out.mac);
        Octets.put32(octets, arp + SENDER, sender);
        Ethernet.putMac(octets, arp + TARGET_MAC, targetMac);
        Octets.put32(octets, arp + TARGET, target);
        stack.runtime.send(out.number, frame);
    }
}
