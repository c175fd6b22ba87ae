package dev.ganz.stack.ip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers in network byte order at any octet, read and written in place: what the forwarding path has instead of views. */
final class Octets {
    private static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle I32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle I64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Octets() {}

    static int u8(byte[] octets, int at) {
        return octets[at] & 0xff;
    }

    static int u16(byte[] octets, int at) {
        return (short) U16.get(octets, at) & 0xffff;
    }

    static int i32(byte[] octets, int at) {
        return (int) I32.get(octets, at);
    }

    static long i64(byte[] octets, int at) {
        return (long) I64.get(octets, at);
    }

    static void put8(byte[] octets, int at, int value) {
        octets[at] = (byte) value;
    }

    static void put16(byte[] octets, int at, int value) {
        U16.set(octets, at, (short) value);
    }

    static void put32(byte[] octets, int at, int value) {
        I32.set(octets, at, value);
    }

    static void put64(byte[] octets, int at, long value) {
        I64.set(octets, at, value);
    }
}
