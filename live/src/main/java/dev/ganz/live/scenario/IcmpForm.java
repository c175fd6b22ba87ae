package dev.ganz.live.scenario;

import dev.ganz.stack.ip.IcmpError;
import dev.ganz.wire.Checksum;
import dev.ganz.wire.Icmpv4;
import dev.ganz.wire.Icmpv4View;
import dev.ganz.wire.Icmpv6;
import dev.ganz.wire.Icmpv6View;
import dev.ganz.wire.IpProtocol;
import dev.ganz.wire.Ipv4View;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.util.BitSet;

/** What differs between ICMP (RFC 792) and ICMPv6 (RFC 4443), as the kernel's raw sockets give and take them. */
enum IcmpForm {
    /** Comes with the IPv4 header in front. */
    V4(Icmpv4.ECHO_REPLY, Icmpv4.ECHO_REQUEST) {
        @Override
        BitSet heard() {
            return types(
                    Icmpv4.ECHO_REPLY, Icmpv4.DESTINATION_UNREACHABLE, Icmpv4.TIME_EXCEEDED, Icmpv4.PARAMETER_PROBLEM);
        }

        @Override
        int start(byte[] octets, int length) {
            return length < Ipv4View.SHORTEST_LENGTH ? length : Ipv4View.headerLength(octets, 0);
        }

        @Override
        int quoted(byte[] octets, int at, int length) {
            if (at + Ipv4View.SHORTEST_LENGTH > length || Ipv4View.protocol(octets, at) != IpProtocol.ICMP) {
                return length;
            }
            return at + Ipv4View.headerLength(octets, at);
        }

        @Override
        IcmpError error(byte[] octets, int at, IpAddress from) {
            int type = Icmpv4View.type(octets, at);
            int code = Icmpv4View.code(octets, at);
            boolean tooBig = type == Icmpv4.DESTINATION_UNREACHABLE
                    && code == Icmpv4.DestinationUnreachable.FRAGMENTATION_NEEDED;
            int mtu = tooBig ? Icmpv4View.nextHopMtu(octets, at) : 0;
            int packet = at + Icmpv4View.HEADER_LENGTH;
            return new IcmpError(from, new Ipv4Address(Ipv4View.destination(octets, packet)), type, code, mtu);
        }

        @Override
        void sum(byte[] octets, int length) {
            int checksum = Checksum.of(octets, 0, length, 0);
            octets[2] = (byte) (checksum >>> 8);
            octets[3] = (byte) checksum;
        }
    },
    /** Comes without the IPv6 header, and the kernel sums. */
    V6(Icmpv6.ECHO_REPLY, Icmpv6.ECHO_REQUEST) {
        private static final int IPV6_HEADER = 40;
        private static final int PACKET_TOO_BIG = 2;

        @Override
        BitSet heard() {
            return types(Icmpv6.ECHO_REPLY, 1, PACKET_TOO_BIG, 3, 4);
        }

        @Override
        int start(byte[] octets, int length) {
            return 0;
        }

        @Override
        int quoted(byte[] octets, int at, int length) {
            return at + IPV6_HEADER > length || octets[at + 6] != IpProtocol.ICMPV6 ? length : at + IPV6_HEADER;
        }

        @Override
        IcmpError error(byte[] octets, int at, IpAddress from) {
            int type = Icmpv6View.type(octets, at);
            int mtu = type == PACKET_TOO_BIG ? (int) Math.min(Integer.MAX_VALUE, Icmpv6View.mtu(octets, at)) : 0;
            int packet = at + Icmpv6View.HEADER_LENGTH;
            return new IcmpError(from, Ipv6Address.of(octets, packet + 24), type, Icmpv6View.code(octets, at), mtu);
        }

        @Override
        void sum(byte[] octets, int length) {
            // the kernel does, as it knows the addresses
        }
    };

    /** Octets of an echo message before its payload. */
    static final int HEADER = Icmpv4View.HEADER_LENGTH;

    final int reply;
    final int request;

    IcmpForm(int reply, int request) {
        this.reply = reply;
        this.request = request;
    }

    /** The types of messages that matter here. */
    abstract BitSet heard();

    /** Where the ICMP header begins in what was received. */
    abstract int start(byte[] octets, int length);

    /** Where the quoted ICMP header begins in a message about the packet at {@code at}; {@code length} if there is none. */
    abstract int quoted(byte[] octets, int at, int length);

    /** What an error says whose header is at {@code at}, with a quoted packet behind it. */
    abstract IcmpError error(byte[] octets, int at, IpAddress from);

    /** Enters the checksum, if somebody has to. */
    abstract void sum(byte[] octets, int length);

    private static BitSet types(int... types) {
        BitSet set = new BitSet();
        for (int type : types) {
            set.set(type);
        }
        return set;
    }
}
