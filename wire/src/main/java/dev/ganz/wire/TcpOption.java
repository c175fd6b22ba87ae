package dev.ganz.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One option of a TCP header (RFC 9293, section 3.2). */
public sealed interface TcpOption {
    int NO_OPERATION = 1;
    int MAXIMUM_SEGMENT_SIZE = 2;
    int WINDOW_SCALE = 3;
    int SACK_PERMITTED = 4;
    int SACK = 5;
    int TIMESTAMPS = 8;

    int kind();

    /** What follows kind and length. */
    OctetString data();

    /** One octet that says nothing: it aligns what follows. */
    record NoOperation() implements TcpOption {
        @Override
        public int kind() {
            return NO_OPERATION;
        }

        @Override
        public OctetString data() {
            return OctetString.EMPTY;
        }
    }

    /** The largest segment that the sender of this takes, without IP and TCP headers; in a SYN only. */
    record MaximumSegmentSize(int octets) implements TcpOption {
        public MaximumSegmentSize {
            Range.require("maximum segment size", octets, 0xffff);
        }

        @Override
        public int kind() {
            return MAXIMUM_SEGMENT_SIZE;
        }

        @Override
        public OctetString data() {
            return OctetString.of(new byte[] {(byte) (octets >>> 8), (byte) octets});
        }
    }

    /**
     * Windows of the sender of this are to be multiplied by 2 to this power; in a SYN only (RFC 7323, section 2).
     *
     * @param shift what stands there, 0 to 255; more than {@link #LARGEST} counts as that
     */
    record WindowScale(int shift) implements TcpOption {
        public static final int LARGEST = 14;

        public WindowScale {
            Range.require("window scale", shift, 0xff);
        }

        @Override
        public int kind() {
            return WINDOW_SCALE;
        }

        @Override
        public OctetString data() {
            return OctetString.of(new byte[] {(byte) shift});
        }
    }

    /** The sender of this understands {@link Sack}; in a SYN only (RFC 2018). */
    record SackPermitted() implements TcpOption {
        @Override
        public int kind() {
            return SACK_PERMITTED;
        }

        @Override
        public OctetString data() {
            return OctetString.EMPTY;
        }
    }

    /** What has arrived out of order, the newest first: one to four blocks (RFC 2018). */
    record Sack(List<Block> blocks) implements TcpOption {
        /** Sequence numbers from {@code left} to before {@code right}, modulo 2<sup>32</sup>. */
        public record Block(int left, int right) {}

        public Sack {
            Range.require("number of blocks", blocks.size(), 1, 4);
            blocks = List.copyOf(blocks);
        }

        @Override
        public int kind() {
            return SACK;
        }

        @Override
        public OctetString data() {
            byte[] data = new byte[8 * blocks.size()];
            for (int i = 0; i < blocks.size(); i++) {
                BigEndian.put32(data, 8 * i, blocks.get(i).left());
                BigEndian.put32(data, 8 * i + 4, blocks.get(i).right());
            }
            return OctetString.of(data);
        }
    }

    /** The sender's clock, and what it last saw of the other's (RFC 7323, section 3). */
    record Timestamps(int value, int echo) implements TcpOption {
        @Override
        public int kind() {
            return TIMESTAMPS;
        }

        @Override
        public OctetString data() {
            byte[] data = new byte[8];
            BigEndian.put32(data, 0, value);
            BigEndian.put32(data, 4, echo);
            return OctetString.of(data);
        }
    }

    /** Any other option, and those above where they have another length. */
    record Other(int kind, OctetString data) implements TcpOption {
        public Other {
            Range.require("kind", kind, 2, 0xff);
            Range.require("length of data", data.length(), 38);
            if (known(kind, data) != null) {
                throw new IllegalArgumentException("option " + kind + " of this length has a record of its own");
            }
        }
    }

    /**
     * Takes the options of a header apart, up to the end of the list.
     *
     * @throws MalformedPacket if the length of one is below 2 or goes beyond the options
     */
    static List<TcpOption> parse(byte[] octets, int offset, int length) {
        return OptionList.parse("TCP", octets, offset, length, TcpOption::of);
    }

    static List<TcpOption> parse(OctetString options) {
        return parse(options.toArray(), 0, options.length());
    }

    /**
     * The octets of all options in their order, filled up with zeros to a multiple of 4.
     *
     * @throws IllegalArgumentException if they are more than 40
     */
    static OctetString emit(List<? extends TcpOption> options) {
        return OptionList.emit(options, TcpOption::kind, TcpOption::data);
    }

    private static TcpOption of(int kind, OctetString data) {
        TcpOption known = kind == NO_OPERATION ? new NoOperation() : known(kind, data);
        return known != null ? known : new Other(kind, data);
    }

    private static @Nullable TcpOption known(int kind, OctetString data) {
        int length = data.length();
        byte[] octets = data.toArray();
        return switch (kind) {
            case MAXIMUM_SEGMENT_SIZE -> length == 2 ? new MaximumSegmentSize(BigEndian.u16(octets, 0)) : null;
            case WINDOW_SCALE -> length == 1 ? new WindowScale(data.at(0)) : null;
            case SACK_PERMITTED -> length == 0 ? new SackPermitted() : null;
            case SACK -> length == 0 || length % 8 != 0 ? null : sack(octets);
            case TIMESTAMPS -> length == 8 ? new Timestamps(BigEndian.i32(octets, 0), BigEndian.i32(octets, 4)) : null;
            default -> null;
        };
    }

    private static Sack sack(byte[] octets) {
        List<Sack.Block> blocks = new ArrayList<>();
        for (int at = 0; at < octets.length; at += 8) {
            blocks.add(new Sack.Block(BigEndian.i32(octets, at), BigEndian.i32(octets, at + 4)));
        }
        return new Sack(blocks);
    }
}
