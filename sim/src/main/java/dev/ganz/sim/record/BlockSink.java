package dev.ganz.sim.record;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;

/** Packs a sequence of octets into the blocks of a {@link RecordFormat}. */
final class BlockSink {
    private static final VarHandle I32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle I64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int BLOCK_HEADER = 8;

    private final OutputStream out;
    private final CRC32C sum = new CRC32C();
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final byte[] block = new byte[RecordFormat.BLOCK];
    private final byte[] packed = new byte[BLOCK_HEADER + RecordFormat.PACKED_BLOCK];
    private int filled;

    BlockSink(OutputStream out) throws IOException {
        this.out = out;
        I64.set(packed, 0, RecordFormat.MAGIC);
        I32.set(packed, 8, RecordFormat.VERSION);
        write(12);
    }

    /** Makes {@code octets} octets fit into the block, so that the puts that follow need not ask. */
    void reserve(int octets) throws IOException {
        if (block.length - filled < octets) {
            endBlock();
        }
    }

    void put8(int value) {
        block[filled++] = (byte) value;
    }

    void put16(int value) {
        block[filled++] = (byte) (value >>> 8);
        block[filled++] = (byte) value;
    }

    void put64(long value) {
        I64.set(block, filled, value);
        filled += 8;
    }

    /** A number that is not negative. */
    void putNumber(long value) {
        long rest = value;
        while (rest > 0x7f) {
            block[filled++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        block[filled++] = (byte) rest;
    }

    void putOctets(byte[] octets, int offset, int length) {
        System.arraycopy(octets, offset, block, filled, length);
        filled += length;
    }

    /** Of the first 64 octets those whose bit is set. */
    void putChosen(byte[] octets, long chosen) {
        for (long rest = chosen; rest != 0; rest &= rest - 1) {
            block[filled++] = octets[Long.numberOfTrailingZeros(rest)];
        }
    }

    /** Of any length; what no reader would believe is cut off. Reserves by itself. */
    void text(String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(octets.length, RecordFormat.LONGEST_TEXT);
        reserve(RecordFormat.LONGEST_NUMBER + length);
        putNumber(length);
        putOctets(octets, 0, length);
    }

    /** Writes what is left and the end of the file. */
    void end() throws IOException {
        endBlock();
        I32.set(packed, 0, 0);
        write(4);
        I32.set(packed, 0, (int) sum.getValue());
        write(4);
    }

    /** Gives the packer's memory back. */
    void release() {
        deflater.end();
    }

    private void endBlock() throws IOException {
        if (filled == 0) {
            return;
        }
        deflater.reset();
        deflater.setInput(block, 0, filled);
        deflater.finish();
        int length = deflater.deflate(packed, BLOCK_HEADER, RecordFormat.PACKED_BLOCK);
        if (!deflater.finished()) {
            throw new IllegalStateException(filled + " octets do not pack into " + RecordFormat.PACKED_BLOCK);
        }
        I32.set(packed, 0, filled);
        I32.set(packed, 4, length);
        write(BLOCK_HEADER + length);
        filled = 0;
    }

    private void write(int length) throws IOException {
        sum.update(packed, 0, length);
        out.write(packed, 0, length);
    }
}
