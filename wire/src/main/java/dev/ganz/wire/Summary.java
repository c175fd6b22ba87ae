package dev.ganz.wire;

/**
 * One line about a packet, for logs and for people: {@code IPv4 10.0.0.1 > 10.0.0.2: ICMP echo request, id 1, seq 2, 56 octets}. It
 * never throws: what cannot be understood ends the line with the reason.
 */
public final class Summary {
    /** IP in IP, and packets that errors quote, are followed so deep. */
    private static final int DEEPEST = 4;

    private final StringBuilder text = new StringBuilder(96);
    private final byte[] octets;

    private Summary(byte[] octets) {
        this.octets = octets;
    }

    /** About the Ethernet frame of {@code length} octets from {@code offset} on. */
    public static String of(byte[] octets, int offset, int length) {
        Summary summary = new Summary(octets);
        return summary.explained(() -> summary.frame(offset, length));
    }

    /** About a packet without an Ethernet header. */
    public static String ofPacket(int etherType, byte[] octets, int offset, int length) {
        Summary summary = new Summary(octets);
        return summary.explained(() -> summary.packet(etherType, offset, length, 0));
    }

    private String explained(Runnable description) {
        try {
            description.run();
        } catch (MalformedPacket reason) {
            append(text.isEmpty() ? "" : text.charAt(text.length() - 1) == ' ' ? "" : ", ", "malformed: ");
            append(String.valueOf(reason.getMessage()));
        }
        return text.toString();
    }

    private void append(Object... parts) {
        for (Object part : parts) {
            text.append(part);
        }
    }

    private void frame(int offset, int length) {
        EthernetView ethernet = EthernetView.parse(octets, offset, length);
        int end = offset + length;
        int tagAt = offset + VlanView.FIRST;
        int type = ethernet.type();
        while (EtherType.isTag(type)) {
            VlanView tag = VlanView.parse(octets, tagAt, end - tagAt);
            append(EtherType.name(type), " ", tag.id(), ", ");
            type = tag.type();
            tagAt += VlanView.TAG_LENGTH;
        }
        int payload = tagAt + 2;
        if (type <= EthernetView.LARGEST_LENGTH) {
            logicalLink(ethernet, payload, type);
        } else if (type == EtherType.IPV4 || type == EtherType.IPV6 || type == EtherType.ARP) {
            packet(type, payload, end - payload, 0);
        } else {
            addresses(ethernet);
            append(EtherType.name(type), ", ", end - payload, " octets");
        }
    }

    private void addresses(EthernetView ethernet) {
        append("Ethernet ", ethernet.source(), " > ", ethernet.destination(), ": ");
    }

    private void logicalLink(EthernetView ethernet, int at, int length) {
        addresses(ethernet);
        LlcView llc = LlcView.parse(octets, at, length);
        int payload = at + llc.headerLength();
        int end = at + length;
        if (Llc.from(llc).isSnap()) {
            SnapView snap = SnapView.parse(octets, payload, end - payload);
            int behind = payload + SnapView.HEADER_LENGTH;
            boolean known = snap.organisation() == Snap.ENCAPSULATED_ETHERNET
                    && (snap.protocol() == EtherType.IPV4 || snap.protocol() == EtherType.IPV6);
            if (known) {
                append("SNAP, ");
                packet(snap.protocol(), behind, end - behind, 0);
            } else {
                append(String.format("SNAP %06x protocol 0x%04x", snap.organisation(), snap.protocol()));
                append(", ", end - behind, " octets");
            }
            return;
        }
        String service = switch (llc.destination()) {
            case Llc.BRIDGE -> "spanning tree";
            case Llc.ISO -> "ISO network layer";
            default -> String.format("LLC service 0x%02x", llc.destination());
        };
        append(service, ", ", end - payload, " octets");
    }

    private void packet(int etherType, int at, int length, int depth) {
        switch (etherType) {
            case EtherType.IPV4 -> ipv4(at, length, depth);
            case EtherType.IPV6 -> ipv6(at, length, depth);
            case EtherType.ARP -> arp(ArpView.parse(octets, at, length));
            default -> append(EtherType.name(etherType), ", ", length, " octets");
        }
    }

    private void arp(ArpView view) {
        Arp arp = Arp.from(view);
        if (arp.isProbe()) {
            append("ARP probe, who has ", arp.targetIp(), "? ", arp.senderMac());
        } else if (arp.isAnnouncement()) {
            append("ARP announcement, ", arp.senderIp(), " is at ", arp.senderMac());
        } else if (arp.isRequest()) {
            append("ARP who has ", arp.targetIp(), "? tell ", arp.senderIp(), " at ", arp.senderMac());
        } else if (arp.isReply()) {
            append("ARP ", arp.senderIp(), " is at ", arp.senderMac());
        } else {
            append("ARP operation ", arp.operation(), ", ", arp.senderIp(), " at ", arp.senderMac());
        }
    }

    private void ipv4(int at, int available, int depth) {
        boolean whole = Ipv4View.isWhole(octets, at, available);
        Ipv4View view = Ipv4View.parseHeader(octets, at, available);
        append("IPv4 ", view.source(), " > ", view.destination(), ": ");
        int room = available - view.headerLength();
        if (view.isFragment()) {
            fragment(view.protocol(), view.identification(), view.fragmentOffset(), view.payloadLength());
            append(view.moreFragments() ? ", more follow" : ", the last");
            return;
        }
        int length = Math.min(room, view.payloadLength());
        transport(view.protocol(), view.payloadOffset(), length, whole, depth);
        cut(whole || depth > 0, view.payloadLength(), room);
    }

    private void ipv6(int at, int available, int depth) {
        Ipv6View header = Ipv6View.parseHeader(octets, at, available);
        append("IPv6 ", header.source(), " > ", header.destination(), ": ");
        int room = available - Ipv6View.HEADER_LENGTH;
        boolean whole = header.payloadLength() <= room;
        Ipv6View view = whole ? Ipv6View.parse(octets, at, available) : header;
        Ipv6Chain chain = Ipv6Chain.parse(octets, at, Math.min(room, view.payloadLength()));
        if (chain.hasFragment()) {
            int fragment = chain.fragment();
            int offset = Ipv6Chain.fragmentOffset(octets, fragment);
            boolean more = Ipv6Chain.moreFragments(octets, fragment);
            if (offset > 0 || more) {
                long identification = Ipv6Chain.identification(octets, fragment) & 0xffff_ffffL;
                int behindHeader = at + Ipv6View.HEADER_LENGTH + view.payloadLength() - fragment - 8;
                fragment(chain.protocol(), identification, offset, behindHeader);
                append(more ? ", more follow" : ", the last");
                return;
            }
        }
        transport(chain.protocol(), chain.offset(), chain.length(), whole, depth);
        cut(whole || depth > 0, view.payloadLength(), room);
    }

    private void fragment(int protocol, long identification, int offset, int length) {
        append(IpProtocol.name(protocol), " fragment, id ", identification, ", ", length, " octets at ", offset);
    }

    /** Says that a capture kept a part only; of packets within a packet this goes without saying. */
    private void cut(boolean whole, int length, int available) {
        if (!whole) {
            append(", of which ", available, " of ", length, " octets are here");
        }
    }

    /**
     * About what an IP packet carries.
     *
     * @param whole false if only the beginning of it is there, so that lengths may go beyond
     */
    private void transport(int protocol, int at, int length, boolean whole, int depth) {
        switch (protocol) {
            case IpProtocol.UDP -> udp(at, length, whole);
            case IpProtocol.TCP -> tcp(at, length, whole);
            case IpProtocol.ICMP -> {
                Icmpv4View icmp = Icmpv4View.parse(octets, at, length);
                append(IcmpText.of(icmp));
                if (icmp.isError()) {
                    quoted(EtherType.IPV4, icmp.payloadOffset(), icmp.quotedLength(), depth);
                }
            }
            case IpProtocol.ICMPV6 -> {
                Icmpv6View icmp = Icmpv6View.parse(octets, at, length);
                append(IcmpText.of(icmp));
                if (icmp.isError()) {
                    quoted(EtherType.IPV6, icmp.payloadOffset(), icmp.quotedLength(), depth);
                }
            }
            case IpProtocol.IPV4, IpProtocol.IPV6 -> {
                if (depth < DEEPEST) {
                    packet(protocol == IpProtocol.IPV4 ? EtherType.IPV4 : EtherType.IPV6, at, length, depth + 1);
                } else {
                    append(IpProtocol.name(protocol), " within, ", length, " octets");
                }
            }
            default -> append(IpProtocol.name(protocol), ", ", length, " octets");
        }
    }

    private void quoted(int etherType, int at, int length, int depth) {
        if (depth < DEEPEST && length > 0) {
            append(", about ");
            packet(etherType, at, length, depth + 1);
        }
    }

    private void udp(int at, int length, boolean whole) {
        if (!whole && length >= UdpView.HEADER_LENGTH) {
            append("UDP ", UdpView.sourcePort(octets, at), " > ", UdpView.destinationPort(octets, at));
            return;
        }
        UdpView udp = UdpView.parse(octets, at, length);
        append("UDP ", udp.sourcePort(), " > ", udp.destinationPort(), ", ", udp.payloadLength(), " octets");
    }

    private void tcp(int at, int length, boolean whole) {
        if (!whole && length >= 8 && !TcpView.isWhole(octets, at, length)) {
            append("TCP ", TcpView.sourcePort(octets, at), " > ", TcpView.destinationPort(octets, at));
            append(", seq ", TcpView.sequence(octets, at) & 0xffff_ffffL);
            return;
        }
        append(TcpText.of(TcpView.parse(octets, at, length), whole));
    }
}
