package dev.ganz.wire.pcap;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian numbers and octets on their way to a stream, gathered in a buffer. */
final class OctetSink {
    private static final VarHandle I16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle I32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final OutputStream out;
    private final byte[] buffer = new byte[1 << 16];
    private int filled;

    OctetSink(OutputStream out) {
        this.out = out;
    }

    /** Makes {@code octets} octets (far less than the buffer) fit, so that the puts that follow need not ask. */
    void reserve(int octets) throws IOException {
        if (buffer.length - filled < octets) {
            drain();
        }
    }

    void put16(int value) {
        I16.set(buffer, filled, (short) value);
        filled += 2;
    }

    void put32(int value) {
        I32.set(buffer, filled, value);
        filled += 4;
    }

    void put64(long value) {
        put32((int) value);
        put32((int) (value >>> 32));
    }

    /** Octets in any number, followed by zeros up to a multiple of {@code alignment} of them. */
    void write(byte[] octets, int offset, int length, int alignment) throws IOException {
        int padding = -length & alignment - 1;
        if (buffer.length - filled < length + padding) {
            drain();
            if (length + padding > buffer.length) {
                out.write(octets, offset, length);
                putZeros(padding);
                return;
            }
        }
        System.arraycopy(octets, offset, buffer, filled, length);
        filled += length;
        putZeros(padding);
    }

    void flush() throws IOException {
        drain();
        out.flush();
    }

    void close() throws IOException {
        try (out) {
            drain();
        }
    }

    private void putZeros(int count) {
        for (int i = 0; i < count; i++) {
            buffer[filled++] = 0;
        }
    }

    private void drain() throws IOException {
        if (filled > 0) {
            out.write(buffer, 0, filled);
            filled = 0;
        }
    }
}
