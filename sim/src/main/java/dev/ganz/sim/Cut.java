package dev.ganz.sim;

import dev.ganz.stack.Frame;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.SortedMap;

/**
 * A partition of the nodes. A member takes nothing from, and gives nothing to, a member of another group: told by the sender's MAC
 * address on the link itself, and by the IP addresses of packets that came a longer way. Nodes in no group hear all.
 */
final class Cut {
    /** Group of a node in no group. */
    static final int NONE = -1;

    private static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle U32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final int[] groupOfNode;
    private final SortedMap<IpAddress, Integer> groupOfAddress;
    private final SortedMap<Long, Integer> groupOfMac;

    /** @param groupOfNode by index of the node, {@link #NONE} for one in no group */
    Cut(int[] groupOfNode, SortedMap<IpAddress, Integer> groupOfAddress, SortedMap<Long, Integer> groupOfMac) {
        this.groupOfNode = groupOfNode;
        this.groupOfAddress = groupOfAddress;
        this.groupOfMac = groupOfMac;
    }

    boolean separates(NodeRuntime node, Frame frame) {
        int own = groupOfNode[node.index()];
        return own != NONE && isForeign(own, frame);
    }

    private boolean isForeign(int own, Frame frame) {
        byte[] octets = frame.octets();
        int at = frame.offset();
        if (frame.length() < 34) {
            return false;
        }
        long source = (long) U64.get(octets, at + 6) >>> 16;
        if (differs(own, groupOfMac.getOrDefault(source, NONE))) {
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
            return isForeign(own, ipv4(octets, packet + 12)) || isForeign(own, ipv4(octets, packet + 16));
        }
        if (type == 0x86dd && available >= 40) {
            return isForeign(own, ipv6(octets, packet + 8)) || isForeign(own, ipv6(octets, packet + 24));
        }
        return false;
    }

    private boolean isForeign(int own, IpAddress address) {
        return differs(own, groupOfAddress.getOrDefault(address, NONE));
    }

    private static boolean differs(int own, int other) {
        return other != NONE && other != own;
    }

    private static int u16(byte[] octets, int at) {
        return (short) U16.get(octets, at) & 0xffff;
    }

    private static Ipv4Address ipv4(byte[] octets, int at) {
        return new Ipv4Address((int) U32.get(octets, at));
    }

    private static Ipv6Address ipv6(byte[] octets, int at) {
        return new Ipv6Address((long) U64.get(octets, at), (long) U64.get(octets, at + 8));
    }
}
