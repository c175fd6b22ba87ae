package dev.ganz.linux.netlink;

import dev.ganz.linux.Errno;
import dev.ganz.linux.NetlinkSocket;
import dev.ganz.linux.SyscallException;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.IpPrefix;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the main routing table of the calling thread's network namespace, both families, rtnetlink(7). */
public final class RouteTable {
    private static final int GET_ROUTE = 26;
    private static final int NEW_ROUTE = 24;
    private static final int DUMP = 0x300;
    private static final int DONE = 3;
    private static final int ERROR = 2;
    private static final int HEADER = 16;
    private static final int ROUTE = 12;
    private static final int MAIN = 254;
    private static final int CLONED = 0x200;
    private static final int MULTICAST = 5;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int DESTINATION = 1;
    private static final int INTERFACE = 4;
    private static final int GATEWAY = 5;
    private static final int PRIORITY = 6;
    private static final int MULTIPATH = 9;
    /** Octets of a struct rtnexthop. */
    private static final int HOP = 8;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 << 10).order(ByteOrder.nativeOrder());
    private final List<RouteEntry> entries = new ArrayList<>();

    private RouteTable() {}

    /** All routes of IPv4, then those of IPv6, in the kernel's order. */
    public static List<RouteEntry> read() throws SyscallException {
        RouteTable table = new RouteTable();
        for (int family : new int[] {AF_INET, AF_INET6}) {
            try (NetlinkSocket socket = NetlinkSocket.open(NetlinkSocket.Protocol.ROUTE)) {
                table.read(socket, family);
            }
        }
        return List.copyOf(table.entries);
    }

    private void read(NetlinkSocket socket, int family) throws SyscallException {
        buffer.clear();
        buffer.putInt(HEADER + ROUTE).putShort((short) GET_ROUTE).putShort((short) (Messages.REQUEST | DUMP));
        buffer.putInt(1).putInt(0).put((byte) family).put(new byte[ROUTE - 1]).flip();
        socket.send(buffer);
        boolean more = true;
        while (more && socket.receive(buffer)) {
            while (more && buffer.remaining() >= HEADER) {
                more = message();
            }
        }
        if (more) {
            throw new SyscallException("read the routes", Errno.EAGAIN, "the answer has no end");
        }
    }

    /** Reads one message; false if it is the last. */
    private boolean message() {
        int at = buffer.position();
        int length = buffer.getInt(at);
        int type = buffer.getShort(at + 4);
        buffer.position(Math.min(buffer.limit(), at + (Math.max(HEADER, length) + 3 & ~3)));
        if (type == NEW_ROUTE && length >= HEADER + ROUTE) {
            route(at + HEADER, at + length);
        }
        return type != DONE && type != ERROR;
    }

    private void route(int at, int end) {
        int family = buffer.get(at);
        int length = Byte.toUnsignedInt(buffer.get(at + 1));
        int table = Byte.toUnsignedInt(buffer.get(at + 4));
        int type = Byte.toUnsignedInt(buffer.get(at + 7));
        if (table != MAIN || (buffer.getInt(at + 8) & CLONED) != 0 || type == MULTICAST) {
            return;
        }
        IpAddress destination = family == AF_INET ? Ipv4Address.UNSPECIFIED : Ipv6Address.UNSPECIFIED;
        int metric = 0;
        int index = 0;
        IpAddress gateway = null;
        List<Hop> hops = new ArrayList<>();
        for (int i = at + ROUTE; i + 4 <= end && size(i) >= 4; i += size(i) + 3 & ~3) {
            switch (Short.toUnsignedInt(buffer.getShort(i + 2))) {
                case DESTINATION -> destination = address(family, i + 4);
                case GATEWAY -> gateway = address(family, i + 4);
                case INTERFACE -> index = buffer.getInt(i + 4);
                case PRIORITY -> metric = buffer.getInt(i + 4);
                case MULTIPATH -> hops(family, i + 4, i + size(i), hops);
                default -> {
                    // of no interest to a reader
                }
            }
        }
        if (hops.isEmpty() && index != 0 && type == 1) {
            hops.add(new Hop(index, gateway));
        }
        int protocol = Byte.toUnsignedInt(buffer.get(at + 5));
        entries.add(new RouteEntry(new IpPrefix(destination, length), type, protocol, metric, hops));
    }

    private void hops(int family, int from, int to, List<Hop> hops) {
        for (int at = from; at + HOP <= to && size(at) >= HOP; at += size(at) + 3 & ~3) {
            @Nullable IpAddress gateway = null;
            for (int i = at + HOP; i + 4 <= at + size(at) && size(i) >= 4; i += size(i) + 3 & ~3) {
                if (buffer.getShort(i + 2) == GATEWAY) {
                    gateway = address(family, i + 4);
                }
            }
            hops.add(new Hop(buffer.getInt(at + 4), gateway));
        }
    }

    private int size(int at) {
        return Short.toUnsignedInt(buffer.getShort(at));
    }

    private IpAddress address(int family, int at) {
        byte[] octets = new byte[family == AF_INET ? 4 : 16];
        buffer.get(at, octets);
        return family == AF_INET ? Ipv4Address.of(octets, 0) : Ipv6Address.of(octets, 0);
    }
}
