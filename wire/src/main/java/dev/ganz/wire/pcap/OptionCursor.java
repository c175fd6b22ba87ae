package dev.ganz.wire.pcap;

import java.nio.charset.StandardCharsets;

/** Goes through the options of a pcapng block that lies whole in the window of its source. */
final class OptionCursor {
    private final OctetSource source;
    private int at;
    private int end;
    private int code;
    private int length;
    private int next;

    OptionCursor(OctetSource source) {
        this.source = source;
    }

    /** Options lie between the two indices. */
    void start(int from, int to) {
        next = from;
        end = to;
    }

    /** Goes to the next option; false if there is none. */
    boolean next() throws MalformedCapture {
        at = next;
        if (at >= end) {
            return false; // the mark of the end may be missing when nothing follows
        }
        if (end - at < PcapngBlock.OPTION_HEADER) {
            throw new MalformedCapture(
                    "pcapng option", source.offset(at), "4 octets", (end - at) + " octets and the end of the block");
        }
        code = source.u16(at);
        length = source.u16(at + 2);
        if (code == PcapngBlock.END_OF_OPTIONS) {
            return false;
        }
        int room = end - at - PcapngBlock.OPTION_HEADER;
        if (PcapngBlock.padded(length) > room) {
            throw new MalformedCapture(
                    "pcapng option length", source.offset(at + 2), "at most " + room, String.valueOf(length));
        }
        next = at + PcapngBlock.OPTION_HEADER + PcapngBlock.padded(length);
        return true;
    }

    int code() {
        return code;
    }

    /** Index of the value, which must have {@code expected} octets. */
    int value(String name, int expected) throws MalformedCapture {
        if (length != expected) {
            throw new MalformedCapture(
                    "length of " + name, source.offset(at + 2), String.valueOf(expected), String.valueOf(length));
        }
        return at + PcapngBlock.OPTION_HEADER;
    }

    /** The value as text of at most {@code most} octets. */
    String text(String name, int most) throws MalformedCapture {
        if (length > most) {
            throw new MalformedCapture(
                    "length of " + name, source.offset(at + 2), "at most " + most, String.valueOf(length));
        }
        return new String(source.window(), at + PcapngBlock.OPTION_HEADER, length, StandardCharsets.UTF_8);
    }
}
