package dev.ganz.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in network byte order (RFC 791, appendix B), wherever they lie. */
final class BigEndian {
    private static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle U32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private BigEndian() {}

    static int u8(byte[] octets, int at) {
        return octets[at] & 0xff;
    }

    static int u16(byte[] octets, int at) {
        return (short) U16.get(octets, at) & 0xffff;
    }

    /** The 32 bits as they are; as a number they may be negative. */
    static int i32(byte[] octets, int at) {
        return (int) U32.get(octets, at);
    }

    static long u32(byte[] octets, int at) {
        return i32(octets, at) & 0xffff_ffffL;
    }

    static long u48(byte[] octets, int at) {
        return (long) u16(octets, at) << 32 | u32(octets, at + 2);
    }

    static long i64(byte[] octets, int at) {
        return (long) U64.get(octets, at);
    }

    static void put8(byte[] octets, int at, int value) {
        octets[at] = (byte) value;
    }

    static void put16(byte[] octets, int at, int value) {
        U16.set(octets, at, (short) value);
    }

    static void put32(byte[] octets, int at, int value) {
        U32.set(octets, at, value);
    }

    static void put48(byte[] octets, int at, long value) {
        put16(octets, at, (int) (value >>> 32));
        put32(octets, at + 2, (int) value);
    }

    static void put64(byte[] octets, int at, long value) {
        U64.set(octets, at, value);
    }
}
