package dev.ganz.sim;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * What tells two runs apart: for every node a running hash over the deliveries to it, each as time, port, length and the first 64
 * octets. The digest of the run combines the nodes in the order of their names, so it does not depend on how nodes share the work.
 */
final class Digest {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int OCTETS = 64;
    private static final long K0 = 0xa0761d6478bd642fL;
    private static final long K1 = 0xe7037ed1a0b428dbL;
    private static final long K2 = 0x8ebc6af09c88c6e3L;
    private static final long K3 = 0x589965cc75374cc3L;

    private final long[] nodes;

    Digest(int nodeCount) {
        nodes = new long[nodeCount];
        Arrays.fill(nodes, K0);
    }

    void add(int node, long time, int port, byte[] octets, int offset, int length) {
        long content = length >= OCTETS ? whole(octets, offset) : part(octets, offset, length);
        long head = fold(time ^ K1, ((long) port << 32 | length) ^ K2);
        nodes[node] = fold(nodes[node] ^ head, content ^ K3) + nodes[node];
    }

    /** The digest of the run. */
    long value() {
        long value = K1;
        for (long node : nodes) {
            value = fold(value ^ node, K2) + value;
        }
        return value;
    }

    private static long whole(byte[] octets, int at) {
        return fold(word(octets, at) ^ K0, word(octets, at + 8) ^ K1)
                ^ fold(word(octets, at + 16) ^ K1, word(octets, at + 24) ^ K2)
                ^ fold(word(octets, at + 32) ^ K2, word(octets, at + 40) ^ K3)
                ^ fold(word(octets, at + 48) ^ K3, word(octets, at + 56) ^ K0);
    }

    private static long part(byte[] octets, int offset, int length) {
        long content = K0 ^ length;
        int at = offset;
        int end = offset + length;
        for (; at + 8 <= end; at += 8) {
            content = fold(content ^ word(octets, at), K1);
        }
        long last = 0;
        for (; at < end; at++) {
            last = last << 8 | octets[at] & 0xff;
        }
        return fold(content ^ last, K2);
    }

    private static long word(byte[] octets, int at) {
        return (long) LONGS.get(octets, at);
    }

    /** Both halves of the 128-bit product, folded: the mixing step of wyhash (Wang Yi). */
    private static long fold(long a, long b) {
        return Math.multiplyHigh(a, b) ^ a * b;
    }
}
