package dev.ganz.stack.bridge;

import dev.ganz.stack.Frame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A number by which a switch knows a frame again: of its destination, its length and the octets behind its tag. */
final class Fingerprint {
    private static final VarHandle I64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FACTOR = 0x9e3779b97f4a7c15L;

    /** Octets looked at: network and transport headers with their identifiers and checksums lie within. */
    private static final int OCTETS = 64;

    private Fingerprint() {}

    /** The same for a frame with a tag and without: one loop may have links of both kinds. */
    static long of(Frame frame) {
        byte[] octets = frame.octets();
        int start = frame.offset();
        int type = VlanTag.HEADER - 2 + (VlanTag.isOn(frame) ? VlanTag.LENGTH : 0);
        int end = start + Math.min(frame.length(), type + OCTETS);
        int untagged = frame.length() - type;
        long print = untagged;
        for (int at = start; at < start + 6; at++) {
            print = mix(print, octets[at]);
        }
        int at = start + type;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            print = mix(print, (long) I64.get(octets, at));
        }
        for (; at < end; at++) {
            print = mix(print, octets[at]);
        }
        return print;
    }

    private static long mix(long print, long value) {
        long mixed = (print ^ value) * FACTOR;
        return mixed ^ mixed >>> 32;
    }
}
