package dev.ganz.wire.pcap;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * A stream seen through a window that holds what is being looked at, and grows as octets arrive, not as a length field promises.
 * What was looked at stays valid until the next call of {@link #fill} or {@link #require}.
 */
final class OctetSource {
    private static final VarHandle BIG_16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle BIG_32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int FIRST_WINDOW = 1 << 16;

    private final InputStream in;
    private byte[] window = new byte[FIRST_WINDOW];
    private int position;
    private int limit;
    private long windowOffset;
    private boolean bigEndian = true;

    OctetSource(InputStream in) {
        this.in = in;
    }

    /** Makes {@code count} octets lie in the window from {@link #position} on; returns how many do, less only at the end. */
    int fill(int count) throws IOException {
        while (limit - position < count) {
            if (limit == window.length) {
                makeRoom();
            }
            int read = read();
            if (read < 0) {
                return limit - position;
            }
            limit += read;
        }
        return count;
    }

    /** As {@link #fill}, but the stream must not end before. */
    void require(String what, int count) throws IOException {
        int there = fill(count);
        if (there < count) {
            throw new MalformedCapture(what, offset(), count + " octets", there + " octets and the end of the file");
        }
    }

    void consume(int count) {
        position += count;
    }

    byte[] window() {
        return window;
    }

    /** Index in {@link #window} of the next octet that was not consumed. */
    int position() {
        return position;
    }

    /** The same place as octets from the beginning of the stream. */
    long offset() {
        return windowOffset + position;
    }

    /** The same for an index in the window. */
    long offset(int index) {
        return windowOffset + index;
    }

    void bigEndian(boolean big) {
        bigEndian = big;
    }

    boolean bigEndian() {
        return bigEndian;
    }

    int u16(int index) {
        short value = (short) BIG_16.get(window, index);
        return (bigEndian ? value : Short.reverseBytes(value)) & 0xffff;
    }

    int i32(int index) {
        int value = (int) BIG_32.get(window, index);
        return bigEndian ? value : Integer.reverseBytes(value);
    }

    long u32(int index) {
        return i32(index) & 0xffff_ffffL;
    }

    /** Eight octets as one number in the byte order. */
    long i64(int index) {
        return bigEndian ? u32(index) << 32 | u32(index + 4) : u32(index + 4) << 32 | u32(index);
    }

    void close() throws IOException {
        in.close();
    }

    private void makeRoom() {
        if (position > 0) {
            System.arraycopy(window, position, window, 0, limit - position);
            windowOffset += position;
            limit -= position;
            position = 0;
        } else {
            window = Arrays.copyOf(window, window.length * 2);
        }
    }

    /** A packed stream that is cut or broken is a fault of the file, not of the disk. */
    private int read() throws IOException {
        try {
            return in.read(window, limit, window.length - limit);
        } catch (EOFException cut) {
            throw asMalformed(cut);
        } catch (ZipException broken) {
            throw asMalformed(broken);
        }
    }

    private MalformedCapture asMalformed(IOException fault) {
        String reason = fault.getMessage() == null ? "a broken stream" : fault.getMessage();
        MalformedCapture malformed = new MalformedCapture("gzip data, unpacked,", offset(limit), "more of it", reason);
        malformed.initCause(fault);
        return malformed;
    }
}
