package dev.ganz.wire.pcap;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads pcap.
 *
 * <pre>
 *  file header                        record
 *  +---------------------------+      +---------------------------+
 *  |           magic           |  4   |      time: seconds        |  4
 *  | major, minor version      |  4   |  micro- or nanoseconds    |  4
 *  | time zone, accuracy       |  8   |      length kept          |  4
 *  |       snap length         |  4   |      original length      |  4
 *  | FCS length and link type  |  4   |         octets            |
 *  +---------------------------+      +---------------------------+
 * </pre>
 */
final class PcapFormat implements CaptureFormat {
    static final int MICROSECONDS = 0xa1b2c3d4;
    static final int NANOSECONDS = 0xa1b23c4d;
    static final int FILE_HEADER = 24;
    static final int RECORD_HEADER = 16;

    private static final int MAJOR = 4;
    private static final int MINOR = 6;
    private static final int SNAP_LENGTH = 16;
    private static final int LINK_TYPE = 20;

    private static final int FRACTION = 4;
    private static final int KEPT = 8;
    private static final int ORIGINAL = 12;

    private static final long SECOND = 1_000_000_000L;

    /** Writers disagreed on the order of the two lengths until version 2.4. */
    private enum Lengths {
        KEPT_FIRST,
        ORIGINAL_FIRST,
        SMALLER_IS_KEPT
    }

    private final OctetSource source;
    private final CapturedPacket packet;
    private final CaptureInterface captureInterface;
    private final Lengths lengths;
    private final int fractionNanoseconds;

    /** Reads the file header; the source stands at a magic number of pcap and has its byte order. */
    PcapFormat(OctetSource source) throws IOException {
        this.source = source;
        source.require("pcap file header", FILE_HEADER);
        int at = source.position();
        boolean nano = source.i32(at) == NANOSECONDS;
        fractionNanoseconds = nano ? 1 : 1000;
        lengths = lengths(source.u16(at + MAJOR), source.u16(at + MINOR));
        captureInterface = new CaptureInterface(
                0,
                0,
                "",
                new LinkType(source.i32(at + LINK_TYPE) & 0xffff),
                source.u32(at + SNAP_LENGTH),
                nano ? ClockUnit.NANOSECONDS : ClockUnit.MICROSECONDS);
        packet = new CapturedPacket(captureInterface);
        source.consume(FILE_HEADER);
    }

    private Lengths lengths(int major, int minor) throws MalformedCapture {
        if (major == 543 && minor == 0) { // an old AIX writes 543.0
            return Lengths.ORIGINAL_FIRST;
        }
        if (major != 2 || minor > 4) {
            throw new MalformedCapture("pcap version", source.offset() + MAJOR, "2.4 or older", major + "." + minor);
        }
        return switch (minor) {
            case 4 -> Lengths.KEPT_FIRST;
            case 3 -> Lengths.SMALLER_IS_KEPT;
            default -> Lengths.ORIGINAL_FIRST;
        };
    }

    @Override
    public @Nullable CapturedPacket next() throws IOException {
        if (source.fill(1) == 0) {
            return null;
        }
        source.require("pcap record header", RECORD_HEADER);
        int at = source.position();
        long first = source.u32(at + KEPT);
        long second = source.u32(at + ORIGINAL);
        boolean swapped = lengths == Lengths.ORIGINAL_FIRST || lengths == Lengths.SMALLER_IS_KEPT && first > second;
        long kept = swapped ? second : first;
        if (kept > LONGEST_PACKET) {
            throw new MalformedCapture(
                    "pcap record length",
                    source.offset() + (swapped ? ORIGINAL : KEPT),
                    "0 to " + LONGEST_PACKET,
                    String.valueOf(kept));
        }
        packet.taken(captureInterface);
        packet.time(source.u32(at) * SECOND + source.u32(at + FRACTION) * fractionNanoseconds);
        source.consume(RECORD_HEADER);
        source.require("pcap record", (int) kept);
        packet.octets(source.window(), source.position(), (int) kept, swapped ? first : second);
        source.consume((int) kept);
        return packet;
    }
}
