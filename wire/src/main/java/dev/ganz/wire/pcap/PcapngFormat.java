package dev.ganz.wire.pcap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads pcapng: section headers, interfaces and the three kinds of packet block; every other block is stepped over. A section
 * starts anew with its own byte order and interfaces.
 */
final class PcapngFormat implements CaptureFormat {
    /** Interfaces of a section that are believed; each costs memory as long as the section lasts. */
    private static final int MOST_INTERFACES = 1 << 16;

    private static final int LONGEST_NAME = 1 << 10;
    private static final int LONGEST_COMMENT = 1 << 16;
    /** A packet with its block around it and options behind it. */
    private static final int LONGEST_BLOCK = LONGEST_PACKET + (1 << 20);

    private static final int SECTION_FIXED = 16;
    private static final int INTERFACE_FIXED = 8;
    private static final int PACKET_FIXED = 20;
    private static final int SIMPLE_FIXED = 4;

    private final OctetSource source;
    private final OptionCursor options;
    private final List<CaptureInterface> interfaces = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();
    private final CapturedPacket packet =
            new CapturedPacket(new CaptureInterface(0, 0, "", new LinkType(0), 0, ClockUnit.MICROSECONDS));
    private int section = -1;

    /** The source stands at a section header. */
    PcapngFormat(OctetSource source) {
        this.source = source;
        this.options = new OptionCursor(source);
    }

    @Override
    public @Nullable CapturedPacket next() throws IOException {
        while (source.fill(1) != 0) {
            source.require("pcapng block header", PcapngBlock.LEAST_LENGTH);
            boolean newSection = source.i32(source.position()) == PcapngBlock.SECTION;
            if (newSection) {
                chooseByteOrder();
            }
            int length = blockLength();
            source.require("pcapng block", length);
            checkTrailer(length);
            int type = source.i32(source.position());
            boolean found =
                    block(type, source.position() + PcapngBlock.BODY, source.position() + length - PcapngBlock.TRAILER);
            source.consume(length);
            if (found) {
                return packet;
            }
        }
        return null;
    }

    /** Looks at a block whose body lies between two indices; true if it holds a packet. */
    private boolean block(int type, int body, int end) throws MalformedCapture {
        switch (type) {
            case PcapngBlock.SECTION -> beginSection(body, end);
            case PcapngBlock.INTERFACE -> addInterface(body, end);
            case PcapngBlock.SIMPLE_PACKET -> simplePacket(body, end);
            case PcapngBlock.ENHANCED_PACKET -> packet(body, end, source.u32(requireFixed(body, end, PACKET_FIXED)));
            case PcapngBlock.OBSOLETE_PACKET -> packet(body, end, source.u16(requireFixed(body, end, PACKET_FIXED)));
            default -> {
                return false;
            }
        }
        return type != PcapngBlock.SECTION && type != PcapngBlock.INTERFACE;
    }

    /** The type of a section header reads the same both ways; the field behind its length tells the order of all others. */
    private void chooseByteOrder() throws MalformedCapture {
        int mark = source.position() + PcapngBlock.BODY;
        source.bigEndian(true);
        if (source.i32(mark) == PcapngBlock.BYTE_ORDER) {
            return;
        }
        source.bigEndian(false);
        if (source.i32(mark) != PcapngBlock.BYTE_ORDER) {
            throw new MalformedCapture(
                    "pcapng byte-order magic",
                    source.offset(mark),
                    "1a2b3c4d or 4d3c2b1a",
                    String.format("%08x", Integer.reverseBytes(source.i32(mark))));
        }
    }

    private int blockLength() throws MalformedCapture {
        long length = source.u32(source.position() + PcapngBlock.TOTAL_LENGTH);
        if (length < PcapngBlock.LEAST_LENGTH || length > LONGEST_BLOCK || (length & 3) != 0) {
            throw new MalformedCapture(
                    "pcapng block length",
                    source.offset() + PcapngBlock.TOTAL_LENGTH,
                    "a multiple of 4 from 12 to " + LONGEST_BLOCK,
                    String.valueOf(length));
        }
        return (int) length;
    }

    private void checkTrailer(int length) throws MalformedCapture {
        int trailer = source.position() + length - PcapngBlock.TRAILER;
        if (source.i32(trailer) != length) {
            throw new MalformedCapture(
                    "pcapng block length at the end of the block",
                    source.offset(trailer),
                    length + " as at its beginning",
                    String.valueOf(source.u32(trailer)));
        }
    }

    private void beginSection(int body, int end) throws MalformedCapture {
        requireFixed(body, end, SECTION_FIXED);
        int major = source.u16(body + 4);
        int minor = source.u16(body + 6);
        // 1.2 was written by mistake by some and means 1.0 (draft, section 4.1).
        if (major != 1 || minor != 0 && minor != 2) {
            throw new MalformedCapture("pcapng version", source.offset(body + 4), "1.0", major + "." + minor);
        }
        section++;
        interfaces.clear();
    }

    private void addInterface(int body, int end) throws MalformedCapture {
        requireFixed(body, end, INTERFACE_FIXED);
        if (interfaces.size() == MOST_INTERFACES) {
            throw new MalformedCapture(
                    "pcapng interface", source.offset(), "at most " + MOST_INTERFACES + " in a section", "one more");
        }
        String name = "";
        int resolution = ClockUnit.MICROSECONDS.code();
        long offsetSeconds = 0;
        options.start(body + INTERFACE_FIXED, end);
        while (options.next()) {
            switch (options.code()) {
                case PcapngBlock.INTERFACE_NAME -> name = options.text("if_name", LONGEST_NAME);
                case PcapngBlock.TIME_RESOLUTION -> resolution = source.window()[options.value("if_tsresol", 1)] & 0xff;
                case PcapngBlock.TIME_OFFSET -> offsetSeconds = source.i64(options.value("if_tsoffset", 8));
                default -> {}
            }
        }
        interfaces.add(new CaptureInterface(
                section,
                interfaces.size(),
                name,
                new LinkType(source.u16(body)),
                source.u32(body + 4),
                new ClockUnit(resolution, offsetSeconds)));
    }

    /** An enhanced or obsolete packet block: they differ in the first four octets alone, which name the interface. */
    private void packet(int body, int end, long interfaceNumber) throws MalformedCapture {
        CaptureInterface where = declared(interfaceNumber, body);
        long kept = source.u32(body + 12);
        int octets = body + PACKET_FIXED;
        requireRoom(kept, body + 12, end - octets);
        packet.taken(where);
        packet.time(where.clock().nanoseconds(source.u32(body + 4) << 32 | source.u32(body + 8)));
        packet.octets(source.window(), octets, (int) kept, source.u32(body + 16));
        options.start(octets + PcapngBlock.padded((int) kept), end);
        while (options.next()) {
            switch (options.code()) {
                case PcapngBlock.PACKET_FLAGS ->
                    packet.direction(Direction.ofFlags(source.i32(options.value("packet flags", 4))));
                case PcapngBlock.COMMENT -> comments.add(options.text("comment", LONGEST_COMMENT));
                default -> {}
            }
        }
        if (!comments.isEmpty()) {
            packet.comments(List.copyOf(comments));
            comments.clear();
        }
    }

    /** It belongs to the first interface, has no time, and its snap length tells how much was kept. */
    private void simplePacket(int body, int end) throws MalformedCapture {
        requireFixed(body, end, SIMPLE_FIXED);
        CaptureInterface where = declared(0, body);
        long original = source.u32(body);
        long kept = where.snapLength() == 0 ? original : Math.min(original, where.snapLength());
        requireRoom(kept, body, end - body - SIMPLE_FIXED);
        packet.taken(where);
        packet.octets(source.window(), body + SIMPLE_FIXED, (int) kept, original);
    }

    private CaptureInterface declared(long number, int index) throws MalformedCapture {
        if (number >= interfaces.size()) {
            throw new MalformedCapture(
                    "pcapng interface of a packet",
                    source.offset(index),
                    "one of the " + interfaces.size() + " declared",
                    "number " + number);
        }
        return interfaces.get((int) number);
    }

    private int requireFixed(int body, int end, int fixed) throws MalformedCapture {
        if (end - body < fixed) {
            throw new MalformedCapture(
                    "pcapng block body",
                    source.offset(body),
                    "at least " + fixed + " octets",
                    (end - body) + " octets");
        }
        return body;
    }

    private void requireRoom(long kept, int field, int room) throws MalformedCapture {
        if (kept > LONGEST_PACKET || PcapngBlock.padded((int) kept) > room) {
            throw new MalformedCapture(
                    "pcapng packet length",
                    source.offset(field),
                    "at most " + Math.min(room, LONGEST_PACKET),
                    String.valueOf(kept));
        }
    }
}
