package dev.ganz.stack.ip;

import dev.ganz.stack.Frame;
import dev.ganz.wire.EtherType;
import dev.ganz.wire.Ethernet;
import dev.ganz.wire.EthernetView;
import dev.ganz.wire.IpProtocol;
import dev.ganz.wire.Ipv4;
import dev.ganz.wire.Ipv4View;
import dev.ganz.wire.Ipv6;
import dev.ganz.wire.Ipv6Extension;
import dev.ganz.wire.Ipv6View;

/** The headers of packets that were put together again. */
final class Reassembled {
    private static final int CONGESTION = 3;

    private Reassembled() {}

    /** A packet with the header of its first fragment, and room for {@code total} octets behind it. */
    static Frame ipv4(IpStack stack, Fragment first, int total) {
        byte[] octets = first.frame().octets();
        int ip = first.frame().offset() + EthernetView.HEADER_LENGTH;
        int headerLength = Ipv4View.headerLength(octets, ip);
        int length = EthernetView.HEADER_LENGTH + headerLength + total;
        Frame whole = stack.runtime.frame(length).length(length);
        int start = whole.offset() + EthernetView.HEADER_LENGTH;
        copyEthernet(first.frame(), whole);
        System.arraycopy(octets, ip, whole.octets(), start, headerLength);
        Ipv4.write(
                whole.octets(),
                start,
                Ipv4View.trafficClass(octets, ip),
                headerLength + total,
                Ipv4View.identification(octets, ip),
                0,
                Ipv4View.ttl(octets, ip),
                Ipv4View.protocol(octets, ip),
                Ipv4View.source(octets, ip),
                Ipv4View.destination(octets, ip));
        whole.octets()[start] = octets[ip];
        Ipv4.refreshChecksum(whole.octets(), start);
        return whole;
    }

    /** The same without the fragment header; headers in front of it stay. */
    static Frame ipv6(IpStack stack, Fragment first, int total) {
        byte[] octets = first.frame().octets();
        int ip = first.frame().offset() + EthernetView.HEADER_LENGTH;
        int nextField = 6;
        int at = Ipv6View.HEADER_LENGTH;
        while (octets[ip + nextField] != IpProtocol.FRAGMENT) {
            int protocol = octets[ip + nextField] & 0xff;
            nextField = at;
            at += Ipv6Extension.length(protocol, octets, ip + at);
        }
        int length = EthernetView.HEADER_LENGTH + at + total;
        Frame whole = stack.runtime.frame(length).length(length);
        int start = whole.offset() + EthernetView.HEADER_LENGTH;
        copyEthernet(first.frame(), whole);
        System.arraycopy(octets, ip, whole.octets(), start, at);
        Ipv6.write(
                whole.octets(),
                start,
                Ipv6View.trafficClass(octets, ip) << 20 | Ipv6View.flowLabel(octets, ip),
                at - Ipv6View.HEADER_LENGTH + total,
                Ipv6View.nextHeader(octets, ip),
                Ipv6View.hopLimit(octets, ip),
                Ipv6View.sourceHigh(octets, ip),
                Ipv6View.sourceLow(octets, ip),
                Ipv6View.destinationHigh(octets, ip),
                Ipv6View.destinationLow(octets, ip));
        whole.octets()[start + nextField] = octets[ip + at]; // what the fragment header says comes next
        return whole;
    }

    private static void copyEthernet(Frame from, Frame to) {
        byte[] octets = from.octets();
        Ethernet.write(
                to.octets(),
                to.offset(),
                EthernetView.destination(octets, from.offset()),
                EthernetView.source(octets, from.offset()),
                EthernetView.type(octets, from.offset()));
    }

    /** A packet of which one part met congestion has met it (RFC 3168, section 5.3). */
    static void markCongestion(Frame fragment, Frame whole) {
        int from = fragment.offset() + EthernetView.HEADER_LENGTH;
        int to = whole.offset() + EthernetView.HEADER_LENGTH;
        if (EthernetView.type(fragment.octets(), fragment.offset()) == EtherType.IPV4) {
            if ((Ipv4View.trafficClass(fragment.octets(), from) & CONGESTION) == CONGESTION) {
                int marked = Ipv4View.trafficClass(whole.octets(), to) | CONGESTION;
                Ipv4.setTrafficClass(whole.octets(), to, marked);
            }
        } else if ((Ipv6View.trafficClass(fragment.octets(), from) & CONGESTION) == CONGESTION) {
            int marked = Ipv6View.trafficClass(whole.octets(), to) | CONGESTION;
            Ipv6.setTrafficClass(whole.octets(), to, marked);
        }
    }
}
