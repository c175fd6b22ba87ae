package dev.ganz.stack.traffic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What the payload of a datagram begins with, if it has room.
 *
 * <pre>
 *   octets 0 to 7    when it was sent, nanoseconds of the run
 *   octets 8 to 15   its number in the flow, from 0
 * </pre>
 */
final class Stamp {
    static final int LENGTH = 16;

    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int SENT = 0;
    private static final int SEQUENCE = 8;

    private Stamp() {}

    static void write(byte[] octets, int offset, long sent, long sequence) {
        U64.set(octets, offset + SENT, sent);
        U64.set(octets, offset + SEQUENCE, sequence);
    }

    static long sent(byte[] octets, int offset) {
        return (long) U64.get(octets, offset + SENT);
    }

    static long sequence(byte[] octets, int offset) {
        return (long) U64.get(octets, offset + SEQUENCE);
    }
}
