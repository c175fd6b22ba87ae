package dev.ganz.wire;

import dev.ganz.wire.addr.Ipv4Address;

/**
 * What the header of an ICMP message says (RFC 792). The rest of the message is payload: the data of an echo, or the packet that an
 * error quotes.
 */
public sealed interface Icmpv4 {
    int ECHO_REPLY = 0;
    int DESTINATION_UNREACHABLE = 3;
    /** Deprecated by RFC 6633; never sent, still an error. */
    int SOURCE_QUENCH = 4;

    int REDIRECT = 5;
    int ECHO_REQUEST = 8;
    int TIME_EXCEEDED = 11;
    int PARAMETER_PROBLEM = 12;

    int type();

    int code();

    /** The second half of the header. */
    int rest();

    record EchoRequest(int identifier, int sequence) implements Icmpv4 {
        public EchoRequest {
            Range.require("identifier", identifier, 0xffff);
            Range.require("sequence", sequence, 0xffff);
        }

        @Override
        public int type() {
            return ECHO_REQUEST;
        }

        @Override
        public int code() {
            return 0;
        }

        @Override
        public int rest() {
            return identifier << 16 | sequence;
        }
    }

    record EchoReply(int identifier, int sequence) implements Icmpv4 {
        public EchoReply {
            Range.require("identifier", identifier, 0xffff);
            Range.require("sequence", sequence, 0xffff);
        }

        @Override
        public int type() {
            return ECHO_REPLY;
        }

        @Override
        public int code() {
            return 0;
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
     * @param nextHopMtu what the next link carries if the code is {@link #FRAGMENTATION_NEEDED} (RFC 1191), else 0
     */
    record DestinationUnreachable(int code, int quotedLength, int nextHopMtu) implements Icmpv4 {
        public static final int NETWORK = 0;
        public static final int HOST = 1;
        public static final int PROTOCOL = 2;
        public static final int PORT = 3;
        public static final int FRAGMENTATION_NEEDED = 4;
        public static final int SOURCE_ROUTE_FAILED = 5;
        /** Administratively prohibited (RFC 1812, section 5.2.7.1). */
        public static final int PROHIBITED = 13;

        public DestinationUnreachable {
            Range.require("code", code, 0xff);
            requireQuotedLength(quotedLength);
            Range.require("next-hop MTU", nextHopMtu, code == FRAGMENTATION_NEEDED ? 0xffff : 0);
        }

        public DestinationUnreachable(int code) {
            this(code, 0, 0);
        }

        public static DestinationUnreachable fragmentationNeeded(int nextHopMtu) {
            return new DestinationUnreachable(FRAGMENTATION_NEEDED, 0, nextHopMtu);
        }

        @Override
        public int type() {
            return DESTINATION_UNREACHABLE;
        }

        @Override
        public int rest() {
            return quotedLength >>> 2 << 16 | nextHopMtu;
        }
    }

    /** There is a better router for the destination of the packet. */
    record Redirect(int code, Ipv4Address gateway) implements Icmpv4 {
        public static final int NETWORK = 0;
        public static final int HOST = 1;

        public Redirect {
            Range.require("code", code, 0xff);
        }

        @Override
        public int type() {
            return REDIRECT;
        }

        @Override
        public int rest() {
            return gateway.value();
        }
    }

    /**
     * The packet was too long under way.
     *
     * @param quotedLength octets of the quoted packet if extensions follow it, else 0 (RFC 4884)
     */
    record TimeExceeded(int code, int quotedLength) implements Icmpv4 {
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
            return quotedLength >>> 2 << 16;
        }
    }

    /**
     * The header of the packet cannot be understood.
     *
     * @param pointer the octet of the quoted packet that is wrong, if the code is 0
     * @param quotedLength octets of the quoted packet if extensions follow it, else 0 (RFC 4884)
     */
    record ParameterProblem(int code, int pointer, int quotedLength) implements Icmpv4 {
        public static final int POINTED = 0;
        /** A required option is missing (RFC 1108). */
        public static final int OPTION_MISSING = 1;

        public ParameterProblem {
            Range.require("code", code, 0xff);
            Range.require("pointer", pointer, 0xff);
            requireQuotedLength(quotedLength);
        }

        public ParameterProblem(int code, int pointer) {
            this(code, pointer, 0);
        }

        @Override
        public int type() {
            return PARAMETER_PROBLEM;
        }

        @Override
        public int rest() {
            return pointer << 24 | quotedLength >>> 2 << 16;
        }
    }

    /** A message of any other type. */
    record Other(int type, int code, int rest) implements Icmpv4 {
        public Other {
            Range.require("type", type, 0xff);
            Range.require("code", code, 0xff);
            switch (type) {
                case ECHO_REPLY, DESTINATION_UNREACHABLE, REDIRECT, ECHO_REQUEST, TIME_EXCEEDED, PARAMETER_PROBLEM ->
                    throw new IllegalArgumentException("type " + type + " has a record of its own");
                default -> {} // nothing is known about it that could be wrong
            }
        }
    }

    /** The code of an echo is 0 whatever was sent (RFC 792), and octets without a meaning are left out. */
    static Icmpv4 from(Icmpv4View view) {
        return switch (view.type()) {
            case ECHO_REQUEST -> new EchoRequest(view.identifier(), view.sequence());
            case ECHO_REPLY -> new EchoReply(view.identifier(), view.sequence());
            case DESTINATION_UNREACHABLE -> {
                int mtu = view.code() == DestinationUnreachable.FRAGMENTATION_NEEDED ? view.nextHopMtu() : 0;
                yield new DestinationUnreachable(view.code(), view.attribute(), mtu);
            }
            case REDIRECT -> new Redirect(view.code(), view.gateway());
            case TIME_EXCEEDED -> new TimeExceeded(view.code(), view.attribute());
            case PARAMETER_PROBLEM -> new ParameterProblem(view.code(), view.pointer(), view.attribute());
            default -> new Other(view.type(), view.code(), view.rest());
        };
    }

    /**
     * Writes the header, with its checksum, in front of a payload that already stands behind it.
     *
     * @return octets of the message, header and payload
     */
    default int emit(byte[] octets, int offset, int payloadLength) {
        return write(octets, offset, type(), code(), rest(), payloadLength);
    }

    /** {@link #emit} for code that keeps fields as numbers. */
    static int write(byte[] octets, int offset, int type, int code, int rest, int payloadLength) {
        int length = Icmpv4View.HEADER_LENGTH + payloadLength;
        BigEndian.put16(octets, offset + Icmpv4View.TYPE, type << 8 | code);
        BigEndian.put16(octets, offset + Icmpv4View.CHECKSUM, 0);
        BigEndian.put32(octets, offset + Icmpv4View.REST, rest);
        BigEndian.put16(octets, offset + Icmpv4View.CHECKSUM, Checksum.of(octets, offset, length, 0));
        return length;
    }

    /** Turns an echo request into its reply where it lies, and updates the checksum (RFC 1624). */
    static void turnIntoReply(byte[] octets, int offset) {
        int before = BigEndian.u16(octets, offset + Icmpv4View.TYPE);
        int after = ECHO_REPLY << 8 | before & 0xff;
        int checksum = BigEndian.u16(octets, offset + Icmpv4View.CHECKSUM);
        BigEndian.put16(octets, offset + Icmpv4View.TYPE, after);
        BigEndian.put16(octets, offset + Icmpv4View.CHECKSUM, Checksum.updated(checksum, before, after));
    }

    private static void requireQuotedLength(int quotedLength) {
        Range.require("quoted length", quotedLength, 0xff << 2);
        Range.requireMultiple("quoted length", quotedLength, 4);
    }
}
