package dev.ganz.wire.pcap;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes pcapng with nanoseconds: one section, named interfaces that may be added at any time, directions and comments. For one
 * thread; does not allocate per packet, but for its comment.
 */
public final class PcapngWriter implements Closeable {
    /** Octets of an enhanced packet block around the packet, without options. */
    private static final int PACKET_FRAME = PcapngBlock.LEAST_LENGTH + 20;

    private static final int FLAGS_OPTION = PcapngBlock.OPTION_HEADER + 4;
    private static final int LONGEST_TEXT = 0xffff;

    private final OctetSink sink;
    private int[] snapLengths = new int[4];
    private int interfaces;

    /**
     * Writes the section header.
     *
     * @param application what made the file, as Wireshark will show it
     */
    public PcapngWriter(OutputStream out, String application) throws IOException {
        this.sink = new OctetSink(out);
        byte[] text = utf8(application);
        int length = PcapngBlock.LEAST_LENGTH + 16 + optionLength(text.length) + PcapngBlock.OPTION_HEADER;
        sink.put32(PcapngBlock.SECTION);
        sink.put32(length);
        sink.put32(PcapngBlock.BYTE_ORDER);
        sink.put16(1);
        sink.put16(0);
        sink.put64(-1); // length of the section: not known beforehand
        textOption(PcapngBlock.SECTION_APPLICATION, text);
        sink.reserve(PcapngBlock.OPTION_HEADER + PcapngBlock.TRAILER);
        sink.put32(PcapngBlock.END_OF_OPTIONS);
        sink.put32(length);
    }

    /** Adds an interface whose packets are cut at {@link PcapWriter#LONGEST_PACKET} only. */
    public int addInterface(String name, LinkType linkType) throws IOException {
        return addInterface(name, linkType, PcapWriter.LONGEST_PACKET);
    }

    /**
     * Adds an interface.
     *
     * @param snapLength longer packets will be cut to this, 1 to {@link PcapWriter#LONGEST_PACKET}
     * @return its number: 0, 1, 2, …
     */
    public int addInterface(String name, LinkType linkType, int snapLength) throws IOException {
        PcapWriter.requireSnapLength(snapLength);
        byte[] text = utf8(name);
        int resolutionOption = optionLength(1);
        int length =
                PcapngBlock.LEAST_LENGTH + 8 + optionLength(text.length) + resolutionOption + PcapngBlock.OPTION_HEADER;
        sink.reserve(16);
        sink.put32(PcapngBlock.INTERFACE);
        sink.put32(length);
        sink.put32(linkType.number());
        sink.put32(snapLength);
        textOption(PcapngBlock.INTERFACE_NAME, text);
        sink.reserve(resolutionOption + PcapngBlock.OPTION_HEADER + PcapngBlock.TRAILER);
        sink.put16(PcapngBlock.TIME_RESOLUTION);
        sink.put16(1);
        sink.put32(ClockUnit.NANOSECONDS.code());
        sink.put32(PcapngBlock.END_OF_OPTIONS);
        sink.put32(length);
        if (interfaces == snapLengths.length) {
            snapLengths = Arrays.copyOf(snapLengths, interfaces * 2);
        }
        snapLengths[interfaces] = snapLength;
        return interfaces++;
    }

    /**
     * A whole packet.
     *
     * @param number of the interface, as {@link #addInterface} gave it
     * @param time nanoseconds since 1970
     */
    public void packet(int number, long time, Direction direction, byte[] octets, int offset, int length)
            throws IOException {
        int kept = head(number, time, length, length, FLAGS_OPTION + PcapngBlock.OPTION_HEADER);
        sink.write(octets, offset, kept, 4);
        sink.reserve(FLAGS_OPTION + PcapngBlock.OPTION_HEADER + PcapngBlock.TRAILER);
        flagsOption(direction);
        sink.put32(PcapngBlock.END_OF_OPTIONS);
        sink.put32(PACKET_FRAME + PcapngBlock.padded(kept) + FLAGS_OPTION + PcapngBlock.OPTION_HEADER);
    }

    /**
     * A packet that may have been cut before, with a comment.
     *
     * @param originalLength octets that it had, as a number without sign
     * @param comment cut to 65535 octets of UTF-8; none if empty
     */
    public void packet(
            int number,
            long time,
            Direction direction,
            byte[] octets,
            int offset,
            int length,
            int originalLength,
            String comment)
            throws IOException {
        byte[] text = utf8(comment);
        int options = FLAGS_OPTION + optionLength(text.length) + PcapngBlock.OPTION_HEADER;
        int kept = head(number, time, length, originalLength, options);
        sink.write(octets, offset, kept, 4);
        textOption(PcapngBlock.COMMENT, text);
        sink.reserve(FLAGS_OPTION + PcapngBlock.OPTION_HEADER + PcapngBlock.TRAILER);
        flagsOption(direction);
        sink.put32(PcapngBlock.END_OF_OPTIONS);
        sink.put32(PACKET_FRAME + PcapngBlock.padded(kept) + options);
    }

    /** Hands everything so far to the stream, for those who watch. */
    public void flush() throws IOException {
        sink.flush();
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }

    /** Writes the block up to the packet's octets; returns how many of them are to be kept. */
    private int head(int number, long time, int length, int originalLength, int options) throws IOException {
        if (number < 0 || number >= interfaces) {
            throw new IllegalArgumentException("interface " + number + " of " + interfaces);
        }
        if (time < 0) {
            throw new IllegalArgumentException("pcapng has no time " + time + " ns");
        }
        int kept = Math.min(length, snapLengths[number]);
        sink.reserve(PACKET_FRAME);
        sink.put32(PcapngBlock.ENHANCED_PACKET);
        sink.put32(PACKET_FRAME + PcapngBlock.padded(kept) + options);
        sink.put32(number);
        sink.put32((int) (time >>> 32));
        sink.put32((int) time);
        sink.put32(kept);
        sink.put32(originalLength);
        return kept;
    }

    private void flagsOption(Direction direction) {
        sink.put16(PcapngBlock.PACKET_FLAGS);
        sink.put16(4);
        sink.put32(direction.flags());
    }

    private void textOption(int code, byte[] text) throws IOException {
        if (text.length == 0) {
            return;
        }
        sink.reserve(PcapngBlock.OPTION_HEADER);
        sink.put16(code);
        sink.put16(text.length);
        sink.write(text, 0, text.length, 4);
    }

    private static int optionLength(int text) {
        return text == 0 ? 0 : PcapngBlock.OPTION_HEADER + PcapngBlock.padded(text);
    }

    /** Never ends within a character. */
    private static byte[] utf8(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        if (octets.length <= LONGEST_TEXT) {
            return octets;
        }
        int end = LONGEST_TEXT;
        while ((octets[end] & 0xc0) == 0x80) {
            end--;
        }
        return Arrays.copyOf(octets, end);
    }
}
