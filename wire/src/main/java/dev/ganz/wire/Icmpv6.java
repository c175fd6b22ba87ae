package dev.ganz.wire;

import java.util.List;

/**
 * What the header of an ICMPv6 message says (RFC 4443); {@link NdpMessage} are those of neighbour discovery. The rest of the message is
 * payload: the data of an echo, or the packet that an error quotes.
 */
public sealed interface Icmpv6
        permits Icmpv6.EchoRequest,
                Icmpv6.EchoReply,
                Icmpv6.DestinationUnreachable,
                Icmpv6.PacketTooBig,
                Icmpv6.TimeExceeded,
                Icmpv6.ParameterProblem,
                Icmpv6.Other,
                NdpMessage {
    int DESTINATION_UNREACHABLE = 1;
    int PACKET_TOO_BIG = 2;
    int TIME_EXCEEDED = 3;
    int PARAMETER_PROBLEM = 4;
    int ECHO_REQUEST = 128;
    int ECHO_REPLY = 129;
    int ROUTER_SOLICITATION = 133;
    int ROUTER_ADVERTISEMENT = 134;
    int NEIGHBOUR_SOLICITATION = 135;
    int NEIGHBOUR_ADVERTISEMENT = 136;
    int REDIRECT = 137;

    int type();

    default int code() {
        return 0;
    }

    /** The four octets behind the checksum. */
    int rest();

    /** The options of neighbour discovery; no other message has any. */
    default List<NdpOption> options() {
        return List.of();
    }

    /** Writes what stands between the first eight octets and the options. */
    default void emitFixed(byte[] octets, int offset) {}

    record EchoRequest(int identifier, int sequence) implements Icmpv6 {
        public EchoRequest {
            Range.require("identifier", identifier, 0xffff);
            Range.require("sequence", sequence, 0xffff);
        }

        @Override
        public int type() {
            return ECHO_REQUEST;
        }

        @Override
        public int rest() {
            return identifier << 16 | sequence;
        }
    }

    record EchoReply(int identifier, int sequence) implements Icmpv6 {
        public EchoReply {
            Range.require("identifier", identifier, 0xffff);
            Range.require("sequence", sequence, 0xffff);
        }

        @Override
        public int type() {
            return ECHO_REPLY;
        }

        @Override
        public int rest() {
            return identifier << 16 | sequence;
        }
    }

    /**
     * The packet did not arrive.
     *
     * @param quotedLength octets of the quoted packet if extensions follow it, else 0 (RFC 4884)
     */
    record DestinationUnreachable(int code, int quotedLength) implements Icmpv6 {
        public static final int NO_ROUTE = 0;
        /** Administratively prohibited. */
        public static final int PROHIBITED = 1;

        public static final int BEYOND_SCOPE = 2;
        public static final int ADDRESS = 3;
        public static final int PORT = 4;
        public static final int REJECT_ROUTE = 6;

        public DestinationUnreachable {
            Range.require("code", code, 0xff);
            requireQuotedLength(quotedLength);
        }

        public DestinationUnreachable(int code) {
            this(code, 0);
        }

        @Override
        public int type() {
            return DESTINATION_UNREACHABLE;
        }

        @Override
        public int rest() {
            return quotedLength >>> 3 << 24;
        }
    }

    /** The next link carries {@code mtu} octets at most. */
    record PacketTooBig(long mtu) implements Icmpv6 {
        public PacketTooBig {
            Range.require("MTU", mtu, 0xffff_ffffL);
        }

        @Override
        public int type() {
            return PACKET_TOO_BIG;
        }

        @Override
        public int rest() {
            return (int) mtu;
        }
    }

    /**
     * The packet was too long under way.
     *
     * @param quotedLength octets of the quoted packet if extensions follow it, else 0 (RFC 4884)
     */
    record TimeExceeded(int code, int quotedLength) implements Icmpv6 {
        public static final int IN_TRANSIT = 0;
        public static final int REASSEMBLY = 1;

        public TimeExceeded {
            Range.require("code", code, 0xff);
            requireQuotedLength(quotedLength);
        }

        public TimeExceeded(int code) {
            this(code, 0);
        }

        @Override
        public int type() {
            return TIME_EXCEEDED;
        }

        @Override
        public int rest() {
            return quotedLength >>> 3 << 24;
        }
    }

    /** The packet cannot be understood; {@code pointer} is the octet of it that is wrong. */
    record ParameterProblem(int code, long pointer) implements Icmpv6 {
        public static final int HEADER_FIELD = 0;
        public static final int NEXT_HEADER = 1;
        public static final int OPTION = 2;

        public ParameterProblem {
            Range.require("code", code, 0xff);
            Range.require("pointer", pointer, 0xffff_ffffL);
        }

        @Override
        public int type() {
            return PARAMETER_PROBLEM;
        }

        @Override
        public int rest() {
            return (int) pointer;
        }
    }

    /** A message of any other type. */
    record Other(int type, int code, int rest) implements Icmpv6 {
        public Other {
            Range.require("type", type, 0xff);
            Range.require("code", code, 0xff);
            if (type >= DESTINATION_UNREACHABLE && type <= PARAMETER_PROBLEM
                    || type == ECHO_REQUEST
                    || type == ECHO_REPLY
                    || Icmpv6View.isNeighbourDiscovery(type)) {
                throw new IllegalArgumentException("type " + type + " has a record of its own");
            }
        }
    }

    /** The code of messages that have but one is 0 whatever was sent, and octets without a meaning are left out. */
    static Icmpv6 from(Icmpv6View view) {
        return switch (view.type()) {
            case ECHO_REQUEST -> new EchoRequest(view.identifier(), view.sequence());
            case ECHO_REPLY -> new EchoReply(view.identifier(), view.sequence());
            case DESTINATION_UNREACHABLE -> new DestinationUnreachable(view.code(), view.attribute());
            case PACKET_TOO_BIG -> new PacketTooBig(view.mtu());
            case TIME_EXCEEDED -> new TimeExceeded(view.code(), view.attribute());
            case PARAMETER_PROBLEM -> new ParameterProblem(view.code(), view.pointer());
            case ROUTER_SOLICITATION, ROUTER_ADVERTISEMENT, NEIGHBOUR_SOLICITATION, NEIGHBOUR_ADVERTISEMENT, REDIRECT ->
                NdpMessage.from(view);
            default -> new Other(view.type(), view.code(), view.rest());
        };
    }

    /** Octets of header and options. */
    default int headerLength() {
        return Icmpv6View.headerLength(type())
                + options().stream().mapToInt(NdpOption::length).sum();
    }

    /**
     * Writes the header and options, with the checksum, in front of a payload that already stands {@link #headerLength} octets behind
     * {@code offset}.
     *
     * @param pseudoHeaderSum sum of the pseudo-header, addresses and protocol, without the length (RFC 8200, section 8.1)
     * @return octets of the message, header, options and payload
     */
    default int emit(byte[] octets, int offset, int payloadLength, long pseudoHeaderSum) {
        emitFixed(octets, offset + Icmpv6View.HEADER_LENGTH);
        int at = offset + Icmpv6View.headerLength(type());
        for (NdpOption option : options()) {
            at += option.emit(octets, at);
        }
        int behind = at - offset - Icmpv6View.HEADER_LENGTH + payloadLength;
        return write(octets, offset, type(), code(), rest(), behind, pseudoHeaderSum);
    }

    /** Writes the first eight octets, with the checksum, in front of the rest of the message; for code that keeps fields as numbers. */
    static int write(byte[] octets, int offset, int type, int code, int rest, int behind, long pseudoHeaderSum) {
        int length = Icmpv6View.HEADER_LENGTH + behind;
        BigEndian.put16(octets, offset + Icmpv6View.TYPE, type << 8 | code);
        BigEndian.put16(octets, offset + Icmpv6View.CHECKSUM, 0);
        BigEndian.put32(octets, offset + Icmpv6View.REST, rest);
        int checksum = Checksum.of(octets, offset, length, pseudoHeaderSum + length);
        BigEndian.put16(octets, offset + Icmpv6View.CHECKSUM, checksum);
        return length;
    }

    /**
     * Turns an echo request into its reply where it lies, and updates the checksum (RFC 1624). Addresses that change places do not
     * change the sum; if the reply has another source than the request had a destination, the checksum is to be made anew.
     */
    static void turnIntoReply(byte[] octets, int offset) {
        int before = BigEndian.u16(octets, offset + Icmpv6View.TYPE);
        int after = ECHO_REPLY << 8 | before & 0xff;
        int checksum = BigEndian.u16(octets, offset + Icmpv6View.CHECKSUM);
        BigEndian.put16(octets, offset + Icmpv6View.TYPE, after);
        BigEndian.put16(octets, offset + Icmpv6View.CHECKSUM, Checksum.updated(checksum, before, after));
    }

    private static void requireQuotedLength(int quotedLength) {
        Range.require("quoted length", quotedLength, 0xff << 3);
        Range.requireMultiple("quoted length", quotedLength, 8);
    }
}
