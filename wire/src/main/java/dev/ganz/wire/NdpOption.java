package dev.ganz.wire;

import dev.ganz.wire.addr.Ipv6Address;
import dev.ganz.wire.addr.MacAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One option of neighbour discovery.
 *
 * <pre>
 *   0      7 8     15 16
 *  +--------+--------+-------
 *  |  type  | length |  …            length: in units of 8 octets, these two included
 *  +--------+--------+-------      RFC 4861, section 4.6
 * </pre>
 */
public sealed interface NdpOption {
    int SOURCE_LINK_LAYER = 1;
    int TARGET_LINK_LAYER = 2;
    int PREFIX_INFORMATION = 3;
    int REDIRECTED_HEADER = 4;
    int MTU = 5;

    int type();

    /** Octets of the option. */
    int length();

    /** Writes what follows type and length. */
    void emitBody(byte[] octets, int offset);

    /** Writes the option and returns its length. */
    default int emit(byte[] octets, int offset) {
        BigEndian.put8(octets, offset, type());
        BigEndian.put8(octets, offset + 1, length() / 8);
        emitBody(octets, offset + 2);
        return length();
    }

    /** The Ethernet address of the sender. */
    record SourceLinkLayer(MacAddress address) implements NdpOption {
        @Override
        public int type() {
            return SOURCE_LINK_LAYER;
        }

        @Override
        public int length() {
            return 8;
        }

        @Override
        public void emitBody(byte[] octets, int offset) {
            BigEndian.put48(octets, offset, address.value());
        }
    }

    /** The Ethernet address of the target. */
    record TargetLinkLayer(MacAddress address) implements NdpOption {
        @Override
        public int type() {
            return TARGET_LINK_LAYER;
        }

        @Override
        public int length() {
            return 8;
        }

        @Override
        public void emitBody(byte[] octets, int offset) {
            BigEndian.put48(octets, offset, address.value());
        }
    }

    /**
     * A prefix of the link.
     *
     * @param flags {@link #ON_LINK}, {@link #AUTONOMOUS} and those of later documents
     * @param validLifetime seconds, {@link #INFINITE} for ever
     * @param preferredLifetime seconds, {@link #INFINITE} for ever
     * @param prefix bits behind the length are kept as they are, for some routers put their address there (RFC 6275, section 7.2)
     */
    record PrefixInformation(
            int prefixLength, int flags, long validLifetime, long preferredLifetime, Ipv6Address prefix)
            implements NdpOption {
        /** Addresses of the prefix are reached without a router. */
        public static final int ON_LINK = 0x80;
        /** Hosts make themselves addresses of the prefix (RFC 4862). */
        public static final int AUTONOMOUS = 0x40;

        public static final long INFINITE = 0xffff_ffffL;

        public PrefixInformation {
            Range.require("prefix length", prefixLength, 0xff);
            Range.require("flags", flags, 0xff);
            Range.require("valid lifetime", validLifetime, INFINITE);
            Range.require("preferred lifetime", preferredLifetime, INFINITE);
        }

        @Override
        public int type() {
            return PREFIX_INFORMATION;
        }

        @Override
        public int length() {
            return 32;
        }

        @Override
        public void emitBody(byte[] octets, int offset) {
            BigEndian.put8(octets, offset, prefixLength);
            BigEndian.put8(octets, offset + 1, flags);
            BigEndian.put32(octets, offset + 2, (int) validLifetime);
            BigEndian.put32(octets, offset + 6, (int) preferredLifetime);
            BigEndian.put32(octets, offset + 10, 0);
            BigEndian.put64(octets, offset + 14, prefix.high());
            BigEndian.put64(octets, offset + 22, prefix.low());
        }
    }

    /** The packet that was redirected, as much of it as fits; padded to a multiple of 8 octets. */
    record RedirectedHeader(OctetString packet) implements NdpOption {
        public RedirectedHeader {
            Range.require("length of the redirected packet", packet.length(), 0xff * 8 - 8);
            Range.requireMultiple("length of the redirected packet", packet.length(), 8);
        }

        @Override
        public int type() {
            return REDIRECTED_HEADER;
        }

        @Override
        public int length() {
            return 8 + packet.length();
        }

        @Override
        public void emitBody(byte[] octets, int offset) {
            BigEndian.put16(octets, offset, 0);
            BigEndian.put32(octets, offset + 2, 0);
            packet.emit(octets, offset + 6);
        }
    }

    /** What the link carries, octets. */
    record Mtu(long mtu) implements NdpOption {
        public Mtu {
            Range.require("MTU", mtu, 0xffff_ffffL);
        }

        @Override
        public int type() {
            return MTU;
        }

        @Override
        public int length() {
            return 8;
        }

        @Override
        public void emitBody(byte[] octets, int offset) {
            BigEndian.put16(octets, offset, 0);
            BigEndian.put32(octets, offset + 2, (int) mtu);
        }
    }

    /** Any other option, and those above where they have another length. */
    record Other(int type, OctetString body) implements NdpOption {
        public Other {
            Range.require("type", type, 0xff);
            Range.require("length of the option", body.length() + 2, 8, 0xff * 8);
            Range.requireMultiple("length of the option", body.length() + 2, 8);
            byte[] octets = body.toArray();
            if (known(type, octets, 0, octets.length) != null) {
                throw new IllegalArgumentException("option " + type + " of this length has a record of its own");
            }
        }

        @Override
        public int length() {
            return 2 + body.length();
        }

        @Override
        public void emitBody(byte[] octets, int offset) {
            body.emit(octets, offset);
        }
    }

    /**
     * Reads all options.
     *
     * @throws MalformedPacket if the length of one is 0 or goes beyond the rest
     */
    static List<NdpOption> parse(byte[] octets, int offset, int length) {
        List<NdpOption> options = new ArrayList<>();
        int end = offset + length;
        for (int at = offset; at < end; ) {
            int optionLength = requireLength(octets, at, end);
            int type = BigEndian.u8(octets, at);
            NdpOption known = known(type, octets, at + 2, optionLength - 2);
            options.add(known != null ? known : new Other(type, OctetString.of(octets, at + 2, optionLength - 2)));
            at += optionLength;
        }
        return options;
    }

    private static @Nullable NdpOption known(int type, byte[] octets, int at, int length) {
        return switch (type) {
            case SOURCE_LINK_LAYER -> length == 6 ? new SourceLinkLayer(MacAddress.of(octets, at)) : null;
            case TARGET_LINK_LAYER -> length == 6 ? new TargetLinkLayer(MacAddress.of(octets, at)) : null;
            case PREFIX_INFORMATION ->
                length != 30
                        ? null
                        : new PrefixInformation(
                                BigEndian.u8(octets, at),
                                BigEndian.u8(octets, at + 1),
                                BigEndian.u32(octets, at + 2),
                                BigEndian.u32(octets, at + 6),
                                Ipv6Address.of(octets, at + 14));
            case REDIRECTED_HEADER -> new RedirectedHeader(OctetString.of(octets, at + 6, length - 6));
            case MTU -> length == 6 ? new Mtu(BigEndian.u32(octets, at + 2)) : null;
            default -> null;
        };
    }

    /** Where the first option of a type begins, or -1 if there is none. Lengths must have been checked. */
    static int find(int type, byte[] octets, int offset, int length) {
        int end = offset + length;
        for (int at = offset; at < end; at += BigEndian.u8(octets, at + 1) << 3) {
            if (BigEndian.u8(octets, at) == type) {
                return at;
            }
        }
        return -1;
    }

    static void requireLengths(byte[] octets, int offset, int length) {
        int end = offset + length;
        for (int at = offset; at < end; ) {
            at += requireLength(octets, at, end);
        }
    }

    private static int requireLength(byte[] octets, int at, int end) {
        int room = end - at;
        int length = room < 8 ? 0 : BigEndian.u8(octets, at + 1) << 3;
        if (length == 0 || length > room) {
            String expected = room < 8 ? "at least 8 octets" : "8 to " + room;
            throw new MalformedPacket(
                    "neighbour discovery option", at, expected, room < 8 ? room + " octets" : String.valueOf(length));
        }
        return length;
    }
}
