package dev.ganz.stack.ip;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.wire.EthernetView;
import dev.ganz.wire.IpProtocol;
import dev.ganz.wire.Ipv4Option;
import dev.ganz.wire.Ipv4View;
import org.jspecify.annotations.Nullable;

/** IPv4 packets that have reached their destination: put together again and given to their protocol. */
final class Ipv4Delivery {
    /** Of Linux ({@code ipfrag_time}); RFC 1122, section 3.3.2 asks for 60 to 120 seconds, which nobody waits. */
    private static final long REASSEMBLY_TIME = 30_000_000_000L;

    private final IpStack stack;
    private @Nullable Reassembly reassembly;

    Ipv4Delivery(IpStack stack) {
        this.stack = stack;
    }

    /** @param group true if the packet was sent to more than this node, be it by its frame */
    void receive(IpPort in, Frame frame, boolean group) {
        byte[] octets = frame.octets();
        int ip = frame.offset() + EthernetView.HEADER_LENGTH;
        if (Ipv4View.isFragment(octets, ip)) {
            Frame whole = collect(in, frame, ip);
            if (whole != null) {
                receive(in, whole, group);
            }
            return;
        }
        int headerLength = Ipv4View.headerLength(octets, ip);
        if (headerLength > Ipv4View.SHORTEST_LENGTH && hasFurtherToGo(octets, ip, headerLength)) {
            stack.icmpv4Errors.sourceRouteFailed(frame);
            stack.runtime.discard(frame, DropReason.NO_ROUTE);
            return;
        }
        int length = Ipv4View.totalLength(octets, ip) - headerLength;
        switch (Ipv4View.protocol(octets, ip)) {
            case IpProtocol.ICMP -> stack.icmpv4.receive(frame, ip, ip + headerLength, length, group);
            case IpProtocol.UDP -> stack.udp.receiveIpv4(frame, ip, ip + headerLength, length, group);
            default -> {
                stack.icmpv4Errors.protocolUnreachable(frame);
                stack.runtime.discard(frame, DropReason.NO_SOCKET);
            }
        }
    }

    /** True if the packet has a source route that leads on from here. */
    private static boolean hasFurtherToGo(byte[] octets, int ip, int headerLength) {
        int length = headerLength - Ipv4View.SHORTEST_LENGTH;
        for (Ipv4Option option : Ipv4Option.parse(octets, ip + Ipv4View.SHORTEST_LENGTH, length)) {
            if (option instanceof Ipv4Option.Route(int type, int next, var addresses)
                    && type != Ipv4Option.RECORD_ROUTE
                    && next < addresses.size()) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Frame collect(IpPort in, Frame frame, int ip) {
        byte[] octets = frame.octets();
        int headerLength = Ipv4View.headerLength(octets, ip);
        int length = Ipv4View.totalLength(octets, ip) - headerLength;
        int offset = Ipv4View.fragmentOffset(octets, ip);
        boolean more = Ipv4View.moreFragments(octets, ip);
        if (length == 0 || more && length % 8 != 0 || headerLength + offset + length > PathMtus.UNKNOWN) {
            stack.runtime.discard(frame, DropReason.REASSEMBLY);
            return null;
        }
        if (reassembly == null) {
            reassembly = new Reassembly(stack, REASSEMBLY_TIME);
        }
        Reassembly.Key key = new Reassembly.Key(
                AddressTable.IPV4_HIGH,
                AddressTable.ipv4Low(Ipv4View.source(octets, ip)),
                AddressTable.IPV4_HIGH,
                AddressTable.ipv4Low(Ipv4View.destination(octets, ip)),
                Ipv4View.identification(octets, ip),
                Ipv4View.protocol(octets, ip));
        return reassembly.add(key, in, new Fragment(frame, ip + headerLength, offset, length, more));
    }
}
