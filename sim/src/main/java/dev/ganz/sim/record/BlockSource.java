package dev.ganz.sim.record;

import dev.ganz.lab.InvalidInput;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks the blocks of a {@link RecordFormat} one at a time; whatever is wrong with the file is an {@link InvalidInput} that names
 * it and the octet.
 */
final class BlockSource implements Closeable {
    private static final int FILE_HEADER = 12;

    private final Path path;
    private final InputStream in;
    private final CRC32C sum = new CRC32C();
    private final Inflater inflater = new Inflater();
    private final byte[] block = new byte[RecordFormat.BLOCK];
    private final byte[] packed = new byte[RecordFormat.PACKED_BLOCK];
    private final byte[] beyond = new byte[1];
    private int at;
    private int end;
    /** Octets of the file that were read. */
    private long offset;
    /** Where the block that is being looked at begins. */
    private long blockOffset;

    private BlockSource(Path path, InputStream in) {
        this.path = path;
        this.in = in;
    }

    /** Opens a file that begins like a record. */
    static BlockSource open(Path path) {
        BlockSource source;
        try {
            source = new BlockSource(path, Files.newInputStream(path));
        } catch (IOException failure) {
            throw FileFailure.reading(path, failure);
        }
        try {
            source.readFileHeader();
            return source;
        } catch (RuntimeException failure) {
            source.close();
            throw failure;
        }
    }

    int get8() {
        if (at == end) {
            nextBlock();
        }
        return block[at++] & 0xff;
    }

    long get64() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | get8();
        }
        return value;
    }

    /** A number that must not be above {@code most}. */
    long number(String what, long most) {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int octet = get8();
            value |= (long) (octet & 0x7f) << shift;
            if (octet < 0x80) {
                if (value > most) {
                    throw damaged(what + " of 0 to " + most, String.valueOf(value));
                }
                return value;
            }
        }
        throw damaged(what + " of 0 to " + most, "a number of more than 63 bits");
    }

    void octets(byte[] into, int length) {
        int done = 0;
        while (done < length) {
            if (at == end) {
                nextBlock();
            }
            int part = Math.min(length - done, end - at);
            System.arraycopy(block, at, into, done, part);
            at += part;
            done += part;
        }
    }

    String text(String what) {
        byte[] octets = new byte[(int) number("length of " + what, RecordFormat.LONGEST_TEXT)];
        octets(octets, octets.length);
        return new String(octets, StandardCharsets.UTF_8);
    }

    /** Nothing may follow but the end of the file with the right sum. */
    void requireEnd() {
        if (at < end) {
            throw damaged("nothing behind the last entry", (end - at) + " octets");
        }
        blockOffset = offset;
        require(0, 4);
        if (i32(0) != 0) {
            throw damaged("no block behind the last entry", "one");
        }
        long expected = sum.getValue();
        require(0, 4);
        if (Integer.toUnsignedLong(i32(0)) != expected) {
            throw damaged("the sum " + Long.toHexString(expected), Integer.toHexString(i32(0)));
        }
        if (read(0, 1) != 0) {
            throw damaged("the end of the file", "more octets");
        }
    }

    InvalidInput damaged(String expected, String found) {
        return new InvalidInput(path + " is damaged: expected " + expected + " in the block at octet " + blockOffset
                + ", found " + found + "; record the run again");
    }

    @Override
    public void close() {
        inflater.end();
        try {
            in.close();
        } catch (IOException failure) {
            throw FileFailure.reading(path, failure);
        }
    }

    private void readFileHeader() {
        boolean whole = read(0, FILE_HEADER) == FILE_HEADER;
        if (!whole || ((long) i32(0) << 32 | Integer.toUnsignedLong(i32(4))) != RecordFormat.MAGIC) {
            throw new InvalidInput(path + " is no record of a run; ganz sim LAB --record FILE writes one");
        }
        if (i32(8) != RecordFormat.VERSION) {
            throw new InvalidInput(path + " is a record of version " + Integer.toUnsignedString(i32(8)) + ", expected "
                    + RecordFormat.VERSION + "; record the run again with this version of Ganz");
        }
    }

    private void nextBlock() {
        blockOffset = offset;
        require(0, 4);
        if (i32(0) == 0) {
            throw damaged("a last entry", "the end without one");
        }
        require(4, 4);
        int length = within("octets unpacked", i32(0), RecordFormat.BLOCK);
        int packedLength = within("octets packed", i32(4), RecordFormat.PACKED_BLOCK);
        require(0, packedLength);
        unpack(packedLength, length);
        at = 0;
        end = length;
    }

    private int within(String what, int value, int most) {
        if (value < 1 || value > most) {
            throw damaged("1 to " + most + " " + what, Integer.toUnsignedString(value));
        }
        return value;
    }

    private void unpack(int packedLength, int length) {
        inflater.reset();
        inflater.setInput(packed, 0, packedLength);
        int unpacked;
        try {
            unpacked = inflater.inflate(block, 0, length);
            // The check of what was unpacked comes after its last octet.
            if (unpacked == length && !inflater.finished()) {
                unpacked += inflater.inflate(beyond);
            }
        } catch (DataFormatException broken) {
            throw damaged("packed octets", broken.getMessage() == null ? "others" : broken.getMessage());
        }
        if (unpacked != length || !inflater.finished()) {
            throw damaged(
                    length + " octets packed", unpacked + (inflater.finished() ? "" : " and not the end of them"));
        }
    }

    private void require(int index, int length) {
        if (read(index, length) < length) {
            throw new InvalidInput(path + " is cut: it ends at octet " + offset + " before the record does;"
                    + " record the run again");
        }
    }

    /** Reads into {@link #packed}; less than {@code length} octets only at the end of the file. */
    private int read(int index, int length) {
        try {
            int there = in.readNBytes(packed, index, length);
            sum.update(packed, index, there);
            offset += there;
            return there;
        } catch (IOException failure) {
            throw FileFailure.reading(path, failure);
        }
    }

    private int i32(int index) {
        return (packed[index] & 0xff) << 24
                | (packed[index + 1] & 0xff) << 16
                | (packed[index + 2] & 0xff) << 8
                | packed[index + 3] & 0xff;
    }
}
