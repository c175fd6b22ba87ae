package dev.ganz.wire;

import java.util.List;

/**
 * What an extension header of IPv6 says (RFC 8200, section 4), apart from which header follows.
 *
 * <pre>
 *   0           7 8         15 16
 *  +-------------+------------+-------
 *  | next header |   length   |  …            length: in units of 8 octets behind the first 8; AH: of 4 behind the first 8
 *  +-------------+------------+-------
 * </pre>
 */
public sealed interface Ipv6Extension {

    /** The number that the header in front uses for this one. */
    int protocol();

    /** Octets of the header. */
    int length();

    /** Writes what follows the two octets of next header and length. */
    void emitBody(byte[] octets, int offset);

    /** Writes the header and returns its length. */
    default int emit(byte[] octets, int offset, int nextHeader) {
        Range.require("next header", nextHeader, 0xff);
        int length = length();
        BigEndian.put8(octets, offset, nextHeader);
        BigEndian.put8(octets, offset + 1, this instanceof Authentication ? length / 4 - 2 : length / 8 - 1);
        emitBody(octets, offset);
        return length;
    }

    /** For every router on the way; at the beginning of the chain only. Together with padding a multiple of 8 octets. */
    record HopByHop(List<Ipv6Option> options) implements Ipv6Extension {
        public HopByHop {
            options = requireOptions(options);
        }

        @Override
        public int protocol() {
            return IpProtocol.HOP_BY_HOP;
        }

        @Override
        public int length() {
            return optionsLength(options);
        }

        @Override
        public void emitBody(byte[] octets, int offset) {
            emitOptions(options, octets, offset);
        }
    }

    /** For the destination. Together with padding a multiple of 8 octets. */
    record DestinationOptions(List<Ipv6Option> options) implements Ipv6Extension {
        public DestinationOptions {
            options = requireOptions(options);
        }

        @Override
        public int protocol() {
            return IpProtocol.DESTINATION_OPTIONS;
        }

        @Override
        public int length() {
            return optionsLength(options);
        }

        @Override
        public void emitBody(byte[] octets, int offset) {
            emitOptions(options, octets, offset);
        }
    }

    /** Nodes to be visited; what {@code data} says depends on the type. */
    record Routing(int type, int segmentsLeft, OctetString data) implements Ipv6Extension {
        public Routing {
            Range.require("routing type", type, 0xff);
            Range.require("segments left", segmentsLeft, 0xff);
            requireLength("routing header", 4 + data.length());
        }

        @Override
        public int protocol() {
            return IpProtocol.ROUTING;
        }

        @Override
        public int length() {
            return 4 + data.length();
        }

        @Override
        public void emitBody(byte[] octets, int offset) {
            BigEndian.put8(octets, offset + 2, type);
            BigEndian.put8(octets, offset + 3, segmentsLeft);
            data.emit(octets, offset + 4);
        }
    }

    /**
     * Which part of a packet this is.
     *
     * @param offset where the part belongs, octets behind the headers that every part repeats: a multiple of 8
     */
    record Fragment(int offset, boolean moreFragments, int identification) implements Ipv6Extension {
        static final int OFFSET_AND_FLAGS = 2;
        static final int IDENTIFICATION = 4;

        /** Octets of the header. */
        public static final int LENGTH = 8;

        public Fragment {
            Range.require("fragment offset", offset, 0xfff8);
            Range.requireMultiple("fragment offset", offset, 8);
        }

        @Override
        public int protocol() {
            return IpProtocol.FRAGMENT;
        }

        @Override
        public int length() {
            return LENGTH;
        }

        /** The octet in the place of the length is reserved, so that {@link Ipv6Extension#emit} rightly makes it zero. */
        @Override
        public void emitBody(byte[] octets, int at) {
            BigEndian.put16(octets, at + OFFSET_AND_FLAGS, offset | (moreFragments ? 1 : 0));
            BigEndian.put32(octets, at + IDENTIFICATION, identification);
        }
    }

    /** The authentication header (RFC 4302), used by IPv4 as well. */
    record Authentication(int securityParameters, int sequence, OctetString integrityCheck) implements Ipv6Extension {
        public Authentication {
            Range.require("length of the integrity check", integrityCheck.length(), 1016);
            Range.requireMultiple("length of the integrity check", integrityCheck.length(), 4);
        }

        @Override
        public int protocol() {
            return IpProtocol.AH;
        }

        @Override
        public int length() {
            return 12 + integrityCheck.length();
        }

        @Override
        public void emitBody(byte[] octets, int offset) {
            BigEndian.put16(octets, offset + 2, 0);
            BigEndian.put32(octets, offset + 4, securityParameters);
            BigEndian.put32(octets, offset + 8, sequence);
            integrityCheck.emit(octets, offset + 12);
        }
    }

    /**
     * Reads the extension header that {@code protocol} announces.
     *
     * @param protocol one for which {@link IpProtocol#isExtension} is true
     * @throws MalformedPacket if the header is cut short, or its options are
     */
    static Ipv6Extension parse(int protocol, byte[] octets, int offset, int available) {
        int length = requireLength(protocol, octets, offset, available);
        return switch (protocol) {
            case IpProtocol.HOP_BY_HOP -> new HopByHop(Ipv6Option.parse(octets, offset + 2, length - 2));
            case IpProtocol.DESTINATION_OPTIONS ->
                new DestinationOptions(Ipv6Option.parse(octets, offset + 2, length - 2));
            case IpProtocol.ROUTING ->
                new Routing(
                        BigEndian.u8(octets, offset + 2),
                        BigEndian.u8(octets, offset + 3),
                        OctetString.of(octets, offset + 4, length - 4));
            case IpProtocol.FRAGMENT -> {
                int word = BigEndian.u16(octets, offset + Fragment.OFFSET_AND_FLAGS);
                int identification = BigEndian.i32(octets, offset + Fragment.IDENTIFICATION);
                yield new Fragment(word & 0xfff8, (word & 1) != 0, identification);
            }
            case IpProtocol.AH ->
                new Authentication(
                        BigEndian.i32(octets, offset + 4),
                        BigEndian.i32(octets, offset + 8),
                        OctetString.of(octets, offset + 12, length - 12));
            default -> throw new IllegalArgumentException("no extension header: " + IpProtocol.name(protocol));
        };
    }

    /** Octets of the header that begins at {@code offset}, of which at least two are there. */
    static int length(int protocol, byte[] octets, int offset) {
        int field = BigEndian.u8(octets, offset + 1);
        return switch (protocol) {
            case IpProtocol.FRAGMENT -> Fragment.LENGTH;
            case IpProtocol.AH -> field + 2 << 2;
            default -> field + 1 << 3;
        };
    }

    /** The same, after a check that they are all there. */
    static int requireLength(int protocol, byte[] octets, int offset, int available) {
        if (available < 8) {
            throw new MalformedPacket(IpProtocol.name(protocol), offset, "at least 8 octets", available + " octets");
        }
        int length = length(protocol, octets, offset);
        int smallest = protocol == IpProtocol.AH ? 12 : 8;
        if (length < smallest || length > available) {
            throw new MalformedPacket(
                    "length of " + IpProtocol.name(protocol),
                    offset + 1,
                    smallest + " to " + available,
                    String.valueOf(length));
        }
        return length;
    }

    private static void requireLength(String name, int length) {
        Range.require("length of the " + name, length, 8, 2048);
        Range.requireMultiple("length of the " + name, length, 8);
    }

    private static int optionsLength(List<Ipv6Option> options) {
        return 2 + options.stream().mapToInt(Ipv6Option::length).sum();
    }

    private static List<Ipv6Option> requireOptions(List<Ipv6Option> options) {
        requireLength("options header", optionsLength(options));
        return List.copyOf(options);
    }

    private static void emitOptions(List<Ipv6Option> options, byte[] octets, int offset) {
        int at = offset + 2;
        for (Ipv6Option option : options) {
            at += option.emit(octets, at);
        }
    }

    /** Options with as much padding behind them as makes the header a multiple of 8 octets. */
    static List<Ipv6Option> padded(List<Ipv6Option> options) {
        int missing = -optionsLength(options) & 7;
        return switch (missing) {
            case 0 -> options;
            case 1 -> with(options, new Ipv6Option(Ipv6Option.PAD_1, OctetString.EMPTY));
            default -> with(options, new Ipv6Option(Ipv6Option.PAD_N, OctetString.of(new byte[missing - 2])));
        };
    }

    private static List<Ipv6Option> with(List<Ipv6Option> options, Ipv6Option last) {
        List<Ipv6Option> longer = new java.util.ArrayList<>(options);
        longer.add(last);
        return longer;
    }
}
