package dev.ganz.sim;

import dev.ganz.stack.Frame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A partition of the nodes. A member takes nothing from, and gives nothing to, a member of another group: told by the sender's MAC
 * address on the link itself, and by the IP addresses of packets that came a longer way. Nodes in no group hear all.
 */
final class Cut {
    private static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle U32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final int[] groupOfNode;
    private final Groups ipv4;
    private final Groups ipv6;
    private final Groups macs;

    /**
     * @param groupOfNode by index of the node, {@link Groups#NONE} for one in no group
     * @param ipv4 by addresses in the lower half, the upper one 0
     * @param macs likewise
     */
    Cut(int[] groupOfNode, Groups ipv4, Groups ipv6, Groups macs) {
        this.groupOfNode = groupOfNode;
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
        this.macs = macs;
    }

    boolean separates(NodeRuntime node, Frame frame) {
        int own = groupOfNode[node.index()];
        return own != Groups.NONE && isForeign(own, frame);
    }

    private boolean isForeign(int own, Frame frame) {
        byte[] octets = frame.octets();
        int at = frame.offset();
        if (frame.length() < 34) {
            return false;
        }
        long source = (long) U64.get(octets, at + 6) >>> 16;
        if (differs(own, macs.of(0, source))) {
            return true;
        }
        int ethernet = 12;
        int type = u16(octets, at + ethernet);
        while ((type == 0x8100 || type == 0x88a8) && ethernet + 26 <= frame.length()) {
            ethernet += 4;
            type = u16(octets, at + ethernet);
        }
        int packet = at + ethernet + 2;
        int available = frame.length() - ethernet - 2;
        if (type == 0x0800 && available >= 20) {
            return isForeign4(own, octets, packet + 12) || isForeign4(own, octets, packet + 16);
        }
        if (type == 0x86dd && available >= 40) {
            return isForeign6(own, octets, packet + 8) || isForeign6(own, octets, packet + 24);
        }
        return false;
    }

    private boolean isForeign4(int own, byte[] octets, int at) {
        return differs(own, ipv4.of(0, (int) U32.get(octets, at)));
    }

    private boolean isForeign6(int own, byte[] octets, int at) {
        return differs(own, ipv6.of((long) U64.get(octets, at), (long) U64.get(octets, at + 8)));
    }

    private static boolean differs(int own, int other) {
        return other != Groups.NONE && other != own;
    }

    private static int u16(byte[] octets, int at) {
        return (short) U16.get(octets, at) & 0xffff;
    }
}
