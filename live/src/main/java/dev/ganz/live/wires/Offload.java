package dev.ganz.live.wires;

import dev.ganz.linux.PacketSocket;
import dev.ganz.stack.Frame;
import dev.ganz.stack.FramePool;
import dev.ganz.wire.Checksum;
import dev.ganz.wire.EtherType;
import dev.ganz.wire.IpProtocol;
import java.util.Arrays;

/**
 * Does what a sender left to the hardware: sums checksums and cuts frames that are longer than the link takes. What is left to do
 * stands in a virtio header (OASIS virtio 1.2, section 5.1.6), kept in the frame's headroom:
 *
 * <pre>
 * 0 flags   1 gso_type   2 hdr_len   4 gso_size   6 csum_start   8 csum_offset     numbers of the machine's order
 * </pre>
 */
final class Offload {
    private static final int FLAGS = 0;
    private static final int TYPE = 1;
    private static final int SIZE = 4;
    private static final int START = 6;
    private static final int OFFSET = 8;
    private static final int NEEDS_CHECKSUM = 1;
    private static final int TYPE_BITS = 0x7f; // without ECN's

    private static final int ETHERNET = 14;
    private static final int FIN_AND_PSH = 0x09;
    private static final int CWR = 0x80;

    private final FramePool pool;

    Offload(FramePool pool) {
        this.pool = pool;
    }

    /** Takes the frames that a long one is cut into. */
    interface Taker {
        void take(Frame frame);
    }

    /** Where a frame's header begins in its octets. */
    static int header(Frame frame) {
        return frame.offset() - PacketSocket.HEADER;
    }

    /** Hands on frames as they would be on a cable. A frame that contradicts its header ends here. */
    void finish(Frame frame, Taker taker) {
        byte[] octets = frame.octets();
        int header = header(frame);
        if ((octets[header + TYPE] & TYPE_BITS) != 0) {
            cut(frame, number(octets, header + SIZE), taker);
            pool.give(frame);
            return;
        }
        if ((octets[header + FLAGS] & NEEDS_CHECKSUM) != 0) {
            sum(frame);
        }
        Arrays.fill(octets, header, header + PacketSocket.HEADER, (byte) 0);
        taker.take(frame);
    }

    /** The sum of the pseudo-header stands where the checksum goes. */
    private static void sum(Frame frame) {
        byte[] octets = frame.octets();
        int start = number(octets, header(frame) + START);
        int field = start + number(octets, header(frame) + OFFSET);
        if (field + 2 <= frame.length()) {
            int checksum = Checksum.of(octets, frame.offset() + start, frame.length() - start, 0);
            put16(octets, frame.offset() + field, checksum == 0 ? 0xffff : checksum); // 0 means none in UDP
        }
    }

    private void cut(Frame frame, int size, Taker taker) {
        byte[] octets = frame.octets();
        int network = frame.offset() + ETHERNET;
        int end = frame.offset() + frame.length();
        if (network + 40 > end || size == 0) {
            return;
        }
        boolean ipv4 = u16(octets, network - 2) == EtherType.IPV4;
        int transport = network + (ipv4 ? (octets[network] & 0xf) * 4 : 40);
        int protocol = octets[network + (ipv4 ? 9 : 6)];
        boolean tcp = protocol == IpProtocol.TCP;
        int least = tcp ? 20 : 8;
        if (!ipv4 && u16(octets, network - 2) != EtherType.IPV6
                || !tcp && protocol != IpProtocol.UDP
                || transport + least > end) {
            return;
        }
        int payload = transport + (tcp ? (octets[transport + 12] >> 4 & 0xf) * 4 : least);
        for (int at = payload; at < end; at += size) {
            int length = Math.min(size, end - at);
            Frame piece = pool.take(payload - frame.offset() + length);
            piece.length(payload - frame.offset() + length);
            System.arraycopy(octets, frame.offset(), piece.octets(), piece.offset(), payload - frame.offset());
            System.arraycopy(octets, at, piece.octets(), piece.offset() + payload - frame.offset(), length);
            int ip = piece.offset() + ETHERNET;
            network(piece, ip, ipv4, (at - payload) / size);
            transport(piece, ip, ip + transport - network, ipv4, tcp, at - payload, at + length >= end);
            Arrays.fill(piece.octets(), header(piece), piece.offset(), (byte) 0);
            taker.take(piece);
        }
    }

    private static void network(Frame piece, int ip, boolean ipv4, int number) {
        byte[] octets = piece.octets();
        int length = piece.offset() + piece.length() - ip;
        if (!ipv4) {
            put16(octets, ip + 4, length - 40);
            return;
        }
        put16(octets, ip + 2, length);
        put16(octets, ip + 4, u16(octets, ip + 4) + number);
        put16(octets, ip + 10, 0);
        put16(octets, ip + 10, Checksum.of(octets, ip, (octets[ip] & 0xf) * 4, 0));
    }

    private static void transport(Frame piece, int ip, int at, boolean ipv4, boolean tcp, int distance, boolean last) {
        byte[] octets = piece.octets();
        int length = piece.offset() + piece.length() - at;
        if (tcp) {
            int sequence = (u16(octets, at + 4) << 16 | u16(octets, at + 6)) + distance;
            put16(octets, at + 4, sequence >>> 16);
            put16(octets, at + 6, sequence);
            int flags = octets[at + 13] & ~(last ? 0 : FIN_AND_PSH) & ~(distance == 0 ? 0 : CWR);
            octets[at + 13] = (byte) flags;
        } else {
            put16(octets, at + 4, length);
        }
        int field = at + (tcp ? 16 : 6);
        put16(octets, field, 0);
        long addresses = ipv4 ? Checksum.sum(octets, ip + 12, 8) : Checksum.sum(octets, ip + 8, 32);
        int protocol = tcp ? IpProtocol.TCP : IpProtocol.UDP;
        int checksum = Checksum.of(octets, at, length, addresses + protocol + length);
        put16(octets, field, checksum == 0 && !tcp ? 0xffff : checksum);
    }

    private static int number(byte[] octets, int at) {
        return octets[at] & 0xff | (octets[at + 1] & 0xff) << 8; // both machines that Ganz knows are little-endian
    }

    private static int u16(byte[] octets, int at) {
        return (octets[at] & 0xff) << 8 | octets[at + 1] & 0xff;
    }

    private static void put16(byte[] octets, int at, int value) {
        octets[at] = (byte) (value >>> 8);
        octets[at + 1] = (byte) value;
    }
}
