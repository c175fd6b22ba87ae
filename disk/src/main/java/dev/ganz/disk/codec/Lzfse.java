package dev.ganz.disk.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;

/**
 * LZFSE, little-endian (Apple, {@code lzfse_internal.h}): blocks, each with a magic.
 *
 * <pre>
 * "bvx-"  u32 octets, the octets as they are
 * "bvxn"  u32 octets, u32 octets of the payload, {@link Lzvn}
 * "bvx1"  u32 octets, u32 of the payload, u32 literals, u32 matches, u32 octets of both payloads: literals, matches;
 *         i32 bits, u16 states of the 4 literal decoders; i32 bits, u16 states for L, M and D; u16 frequencies
 * "bvx2"  u32 octets; 3 u64 with the same:
 *          0 20 literals, 20 octets of literals, 20 matches, 3 bits of literals + 7
 *          1 4 times 10 states of literals, 20 octets of matches, 3 bits of matches + 7
 *          2 32 octets of the header, 10 each states for L, M, D
 *         frequencies by a prefix code
 * "bvx$"  the end
 * payload: literals, then for each match L literals, M octets from D back; both are read from their ends, by {@link FseTable}
 * </pre>
 */
public final class Lzfse {
    private static final int RAW = 0x2d787662;
    private static final int LZVN = 0x6e787662;
    private static final int V1 = 0x31787662;
    private static final int V2 = 0x32787662;
    private static final int END = 0x24787662;
    private static final int MOST_LITERALS = 40_000;
    private static final int MOST_MATCHES = 10_000;

    private static final int[] L_BITS = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3, 5, 8};
    private static final int[] M_BITS = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 5, 8, 11};
    private static final int[] D_BITS = new int[64];

    static {
        for (int i = 0; i < D_BITS.length; i++) {
            D_BITS[i] = i / 4;
        }
    }

    private final byte[] octets;
    private final ByteBuffer in;
    private final OutputWindow out;

    private Lzfse(byte[] octets, byte[] into) {
        this.octets = octets;
        this.in = ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
        this.out = new OutputWindow(into);
    }

    /** Fills {@code into} as far as the stream goes, and returns how far that is. */
    public static int decompress(byte[] octets, byte[] into) throws DataFormatException {
        try {
            Lzfse lzfse = new Lzfse(octets, into);
            lzfse.decode();
            return lzfse.out.length();
        } catch (java.nio.BufferUnderflowException | IndexOutOfBoundsException cut) {
            throw new DataFormatException("the stream ends too early");
        }
    }

    private void decode() throws DataFormatException {
        while (true) {
            int magic = in.getInt();
            switch (magic) {
                case END -> {
                    return;
                }
                case RAW -> {
                    int length = length(in.getInt(), octets.length - in.position());
                    out.copy(octets, in.position(), length);
                    in.position(in.position() + length);
                }
                case LZVN -> {
                    in.getInt();
                    int length = length(in.getInt(), octets.length - in.position());
                    new Lzvn(octets, in.position(), in.position() + length, out).decode();
                    in.position(in.position() + length);
                }
                case V1 -> decode(header1());
                case V2 -> decode(header2());
                default -> throw new DataFormatException("LZFSE has no block " + Integer.toHexString(magic));
            }
        }
    }

    private static int length(int length, int most) throws DataFormatException {
        if (length < 0 || length > most) {
            throw new DataFormatException("the stream ends too early");
        }
        return length;
    }

    /** @param states of the 4 literal decoders, then L, M, D */
    private record Header(
            int literals,
            int literalOctets,
            int literalBits,
            int matches,
            int matchOctets,
            int matchBits,
            int[] states,
            int[] frequencies) {}

    private Header header1() {
        in.getInt();
        in.getInt();
        int literals = in.getInt();
        int matches = in.getInt();
        int literalOctets = in.getInt();
        int matchOctets = in.getInt();
        int literalBits = in.getInt();
        int[] states = new int[7];
        for (int i = 0; i < 4; i++) {
            states[i] = in.getShort() & 0xffff;
        }
        int matchBits = in.getInt();
        for (int i = 4; i < 7; i++) {
            states[i] = in.getShort() & 0xffff;
        }
        int[] frequencies = new int[360];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = in.getShort() & 0xffff;
        }
        in.getShort(); // the structure is filled up to whole 4 octets
        return new Header(literals, literalOctets, literalBits, matches, matchOctets, matchBits, states, frequencies);
    }

    private Header header2() throws DataFormatException {
        int begin = in.position() - 4;
        in.getInt();
        long first = in.getLong();
        long second = in.getLong();
        long third = in.getLong();
        int end = begin + length(bits(third, 0, 32), octets.length - begin);
        int[] frequencies = new int[360];
        if (end > in.position()) {
            readFrequencies(frequencies, end);
        }
        in.position(end);
        return new Header(
                bits(first, 0, 20),
                bits(first, 20, 20),
                bits(first, 60, 3) - 7,
                bits(first, 40, 20),
                bits(second, 40, 20),
                bits(second, 60, 3) - 7,
                new int[] {
                    bits(second, 0, 10),
                    bits(second, 10, 10),
                    bits(second, 20, 10),
                    bits(second, 30, 10),
                    bits(third, 32, 10),
                    bits(third, 42, 10),
                    bits(third, 52, 10)
                },
                frequencies);
    }

    private static int bits(long word, int from, int count) {
        return (int) (word >>> from & (1L << count) - 1);
    }

    /** A prefix code, from the lowest bit on: 0, 10, 001, 101 and so on; 0111 and 1111 stand before 4 and 10 bits. */
    private void readFrequencies(int[] frequencies, int end) {
        long word = 0;
        int count = 0;
        for (int i = 0; i < frequencies.length; i++) {
            while (count <= 56 && in.position() < end) {
                word |= (in.get() & 0xffL) << count;
                count += 8;
            }
            int low = (int) word & 31;
            int length;
            switch (low & 15) {
                case 7 -> {
                    length = 8;
                    frequencies[i] = 8 + bits(word, 4, 4);
                }
                case 15 -> {
                    length = 14;
                    frequencies[i] = 24 + bits(word, 4, 10);
                }
                default -> {
                    length = (low & 1) == 0 ? 2 : (low & 3) == 1 ? 3 : 5;
                    frequencies[i] = switch (length) {
                        case 2 -> low >> 1 & 1;
                        case 3 -> 2 + (low >> 2 & 1);
                        default -> 4 + (low >> 3 & 3);
                    };
                }
            }
            word >>>= length;
            count -= length;
        }
    }

    private void decode(Header header) throws DataFormatException {
        if (header.literals < 0
                || header.literals > MOST_LITERALS
                || header.literals % 4 != 0
                || header.matches < 0
                || header.matches > MOST_MATCHES) {
            throw new DataFormatException("an LZFSE block has too many literals or matches");
        }
        int begin = in.position();
        int middle = begin + length(header.literalOctets, octets.length - begin);
        int end = middle + length(header.matchOctets, octets.length - middle);
        byte[] literals = literals(header, new BackwardBits(octets, begin, middle, header.literalBits));
        matches(header, literals, new BackwardBits(octets, middle, end, header.matchBits));
        in.position(end);
    }

    private static byte[] literals(Header header, BackwardBits bits) throws DataFormatException {
        FseTable table = FseTable.of(header.frequencies, 104, new int[256], 1024);
        FseTable.State[] states = new FseTable.State[4];
        for (int i = 0; i < 4; i++) {
            states[i] = table.new State(header.states[i]);
        }
        byte[] literals = new byte[header.literals];
        for (int i = 0; i < literals.length; i++) {
            literals[i] = (byte) states[i & 3].next(bits);
        }
        return literals;
    }

    private void matches(Header header, byte[] literals, BackwardBits bits) throws DataFormatException {
        FseTable.State lengths = FseTable.of(header.frequencies, 0, L_BITS, 64).new State(header.states[4]);
        FseTable.State matches = FseTable.of(header.frequencies, 20, M_BITS, 64).new State(header.states[5]);
        FseTable.State distances = FseTable.of(header.frequencies, 40, D_BITS, 256).new State(header.states[6]);
        int used = 0;
        int distance = 0;
        for (int i = 0; i < header.matches; i++) {
            int length = lengths.next(bits);
            int match = matches.next(bits);
            int next = distances.next(bits);
            distance = next == 0 ? distance : next;
            if (length > literals.length - used) {
                throw new DataFormatException("an LZFSE block has too few literals");
            }
            out.copy(literals, used, length);
            used += length;
            if (match > 0) {
                out.match(match, distance);
            }
        }
    }
}
