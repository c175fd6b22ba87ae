package dev.ganz.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * One object of the extensions that an ICMP error, of IPv4 or IPv6, carries behind the packet that it quotes.
 *
 * <pre>
 *  +-------+----------+---------------+
 *  |version| reserved |   checksum    |      once
 *  +-------+----------+---------------+
 *  |      length      | class | type  |      each object; the length counts these four octets too
 *  +------------------+-------+-------+
 *  |  data …                               RFC 4884, sections 7 and 8
 * </pre>
 *
 * @param objectClass 1: MPLS label stack (RFC 4950), 2: interface information (RFC 5837), …
 * @param data at most 65,528 octets, a multiple of 4
 */
public record IcmpExtension(int objectClass, int type, OctetString data) {
    static final int VERSION = 2;
    static final int HEADER_LENGTH = 4;
    private static final int OBJECT_HEADER_LENGTH = 4;

    public IcmpExtension {
        Range.require("class", objectClass, 0xff);
        Range.require("type", type, 0xff);
        Range.require("length of data", data.length(), 0xffff - 7);
        Range.requireMultiple("length of data", data.length(), 4);
    }

    /**
     * Reads all objects.
     *
     * @throws MalformedPacket if the version is not 2, the checksum is wrong, or the length of an object is below 4, no multiple of 4
     *     or beyond the rest
     */
    public static List<IcmpExtension> parse(byte[] octets, int offset, int length) {
        if (length < HEADER_LENGTH) {
            throw new MalformedPacket("ICMP extensions", offset, "at least 4 octets", length + " octets");
        }
        int version = BigEndian.u8(octets, offset) >>> 4;
        if (version != VERSION) {
            throw new MalformedPacket("ICMP extensions version", offset, "2", String.valueOf(version));
        }
        int checksum = BigEndian.u16(octets, offset + 2);
        if (checksum != 0 && Checksum.of(octets, offset, length, 0) != 0) {
            throw new MalformedPacket("ICMP extensions checksum", offset + 2, "that of the octets", "" + checksum);
        }
        List<IcmpExtension> objects = new ArrayList<>();
        int end = offset + length;
        for (int at = offset + HEADER_LENGTH; at < end; ) {
            int room = end - at;
            int objectLength = room < OBJECT_HEADER_LENGTH ? 0 : BigEndian.u16(octets, at);
            if (objectLength < OBJECT_HEADER_LENGTH || objectLength > room || objectLength % 4 != 0) {
                throw new MalformedPacket(
                        "ICMP extension length", at, "a multiple of 4 from 4 to " + room, String.valueOf(objectLength));
            }
            OctetString data = OctetString.of(octets, at + OBJECT_HEADER_LENGTH, objectLength - OBJECT_HEADER_LENGTH);
            objects.add(new IcmpExtension(BigEndian.u8(octets, at + 2), BigEndian.u8(octets, at + 3), data));
            at += objectLength;
        }
        return objects;
    }

    /** Writes header, checksum and objects, and returns how many octets they are. */
    public static int emit(List<IcmpExtension> objects, byte[] octets, int offset) {
        BigEndian.put32(octets, offset, VERSION << 28);
        int at = offset + HEADER_LENGTH;
        for (IcmpExtension object : objects) {
            int length = OBJECT_HEADER_LENGTH + object.data.length();
            BigEndian.put16(octets, at, length);
            BigEndian.put8(octets, at + 2, object.objectClass);
            BigEndian.put8(octets, at + 3, object.type);
            object.data.emit(octets, at + OBJECT_HEADER_LENGTH);
            at += length;
        }
        BigEndian.put16(octets, offset + 2, Checksum.of(octets, offset, at - offset, 0));
        return at - offset;
    }
}
