package dev.ganz.stack.ip;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.wire.Checksum;
import dev.ganz.wire.addr.Ipv4Address;

/**
 * ICMP messages for the node itself (RFC 1122, section 3.2.2). Echo is answered, though not for broadcasts (as in Linux); errors go to
 * the socket whose packet they quote; redirects and what is obsolete are ignored.
 */
final class IcmpInput {
    /** Sizes that links have, for routers that do not say what theirs carries (RFC 1191, section 7). */
    private static final int[] PLATEAUS = {32_000, 17_914, 8166, 4352, 2002, 1492, 1006, 508, 296, 68};

    private final IpStack stack;

    IcmpInput(IpStack stack) {
        this.stack = stack;
    }

    void receive(Frame frame, int ip, boolean group) {
        byte[] octets = frame.octets();
        int icmp = ip + Ipv4Fields.headerLength(octets, ip);
        int length = ip + Octets.u16(octets, ip + Ipv4Fields.TOTAL_LENGTH) - icmp;
        if (length < Icmp.HEADER_LENGTH) {
            stack.runtime.discard(frame, DropReason.MALFORMED);
            return;
        }
        if (Checksum.of(octets, icmp, length, 0) != 0) {
            stack.runtime.discard(frame, DropReason.CHECKSUM);
            return;
        }
        switch (Octets.u8(octets, icmp + Icmp.TYPE)) {
            case Icmp.ECHO_REQUEST -> {
                if (!group) {
                    answer(octets, ip, icmp, length);
                }
            }
            case Icmp.ECHO_REPLY ->
                stack.pings.replied(
                        AddressTable.IPV4_HIGH,
                        AddressTable.ipv4Low(Octets.i32(octets, ip + Ipv4Fields.SOURCE)),
                        octets,
                        icmp,
                        length);
            case Icmp.UNREACHABLE, Icmp.TIME_EXCEEDED, Icmp.PARAMETER_PROBLEM -> error(octets, ip, icmp, length);
            default -> {} // RFC 1122: a message of unknown type is silently discarded
        }
        stack.runtime.release(frame);
    }

    private void answer(byte[] octets, int ip, int icmp, int length) {
        int to = Octets.i32(octets, ip + Ipv4Fields.SOURCE);
        if (stack.destinations.of(to) instanceof Destination.Broadcast) {
            return;
        }
        Frame reply = stack.ipv4.packet(length);
        byte[] into = reply.octets();
        int at = Ipv4Output.payload(reply);
        System.arraycopy(octets, icmp, into, at, length);
        into[at + Icmp.TYPE] = Icmp.ECHO_REPLY;
        Octets.put16(into, at + Icmp.CHECKSUM, 0);
        Octets.put16(into, at + Icmp.CHECKSUM, Checksum.of(into, at, length, 0));
        int from = Octets.i32(octets, ip + Ipv4Fields.DESTINATION);
        stack.ipv4.send(reply, from, to, Icmp.PROTOCOL, Octets.u8(octets, ip + Ipv4Fields.TOS), false);
    }

    private void error(byte[] octets, int ip, int icmp, int length) {
        int quoted = icmp + Icmp.HEADER_LENGTH;
        int available = length - Icmp.HEADER_LENGTH;
        if (available < Ipv4Fields.HEADER_LENGTH || octets[quoted] >>> 4 != 4) {
            return;
        }
        int transport = quoted + Ipv4Fields.headerLength(octets, quoted);
        int left = quoted + available - transport;
        // Eight octets of the transport are what RFC 792 promises; who quotes less, or a packet not from here, is not
        // believed.
        if (left < 8 || !stack.own.has(Octets.i32(octets, quoted + Ipv4Fields.SOURCE))) {
            return;
        }
        int type = Octets.u8(octets, icmp + Icmp.TYPE);
        int code = Octets.u8(octets, icmp + Icmp.CODE);
        int destination = Octets.i32(octets, quoted + Ipv4Fields.DESTINATION);
        int mtu = 0;
        if (type == Icmp.UNREACHABLE && code == Icmp.FRAGMENTATION_NEEDED) {
            mtu = mtu(octets, icmp, quoted);
            stack.pathMtus.learn(AddressTable.IPV4_HIGH, AddressTable.ipv4Low(destination), mtu);
        }
        Ipv4Address from = new Ipv4Address(Octets.i32(octets, ip + Ipv4Fields.SOURCE));
        IcmpError error = new IcmpError(from, new Ipv4Address(destination), type, code, mtu);
        switch (Octets.u8(octets, quoted + Ipv4Fields.PROTOCOL)) {
            case Icmp.PROTOCOL -> {
                if (Octets.u8(octets, transport + Icmp.TYPE) == Icmp.ECHO_REQUEST) {
                    stack.pings.failed(octets, transport, error);
                }
            }
            default -> {} // no socket of another protocol wants to know
        }
    }

    private static int mtu(byte[] octets, int icmp, int quoted) {
        int told = Octets.u16(octets, icmp + Icmp.REST + 2);
        if (told != 0) {
            return told;
        }
        int total = Octets.u16(octets, quoted + Ipv4Fields.TOTAL_LENGTH);
        for (int plateau : PLATEAUS) {
            if (plateau < total) {
                return plateau;
            }
        }
        return PLATEAUS[PLATEAUS.length - 1];
    }
}
