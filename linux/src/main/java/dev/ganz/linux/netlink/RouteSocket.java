package dev.ganz.linux.netlink;

import dev.ganz.linux.Descriptor;
import dev.ganz.linux.NetlinkSocket;
import dev.ganz.linux.SyscallException;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.IpPrefix;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import dev.ganz.wire.addr.MacAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Links, addresses and routes of one network namespace, rtnetlink(7): that of the thread that opened the socket. Requests gather
 * until {@link #apply}, or until there are many; an error comes from either. Interfaces are named by numbers that the caller
 * chooses, so that a namespace needs one exchange. For one thread at a time.
 */
public final class RouteSocket implements AutoCloseable {
    /** The number of the loopback interface in a new namespace. */
    public static final int LOOPBACK = 1;

    private static final int NEW_LINK = 16;
    private static final int DELETE_LINK = 17;
    private static final int GET_LINK = 18;
    private static final int NEW_ADDRESS = 20;
    private static final int NEW_ROUTE = 24;
    private static final int DELETE_ROUTE = 25;
    private static final int NEW_NEIGHBOUR = 28;

    private static final int SKIP_STATISTICS = 8;
    /** Answers about interfaces that a socket's buffer surely holds. */
    private static final int ANSWERS = 16;

    private static final int IFF_UP = 1;
    private static final int NO_DETECTION = 2;
    private static final short PERMANENT = 0x80;

    private static final byte TABLE_MAIN = (byte) 254;
    private static final byte PROTOCOL_STATIC = 4;
    private static final byte SCOPE_LINK = (byte) 253;
    private static final byte SCOPE_ANY = (byte) 255;
    /** Of routes that are given: behind those of interfaces, 0 of IPv4 and 256 of IPv6, and what IPv6 takes by itself. */
    private static final int METRIC = 1024;

    private final Messages messages;

    private RouteSocket(Messages messages) {
        this.messages = messages;
    }

    public static RouteSocket open() throws SyscallException {
        return new RouteSocket(new Messages(NetlinkSocket.open(NetlinkSocket.Protocol.ROUTE)));
    }

    /** What routes other than to a neighbour do. */
    public enum Refusal {
        BLACKHOLE(6),
        UNREACHABLE(7);

        private final byte type;

        Refusal(int type) {
            this.type = (byte) type;
        }
    }

    /**
     * One end of a pair.
     *
     * @param index free in its namespace, greater than {@link #LOOPBACK}
     * @param name at most 15 octets
     * @param mac empty: the kernel draws one
     */
    public record End(int index, String name, Optional<MacAddress> mac) {}

    /** Makes a pair of interfaces: one here, up, the other in another namespace, where somebody has to bring it up. */
    public void veth(End here, int mtu, Optional<Integer> bridge, End there, Descriptor otherNamespace)
            throws SyscallException {
        begin("make the interface " + here.name());
        link(here.index(), IFF_UP, IFF_UP);
        attributes(here, mtu);
        bridge.ifPresent(index -> messages.attribute(10, index));
        int info = messages.nest(18);
        messages.attribute(1, "veth");
        int data = messages.nest(2);
        int peer = messages.nest(1);
        link(there.index(), 0, 0);
        attributes(there, mtu);
        messages.attribute(28, otherNamespace.number());
        messages.close(peer);
        messages.close(data);
        messages.close(info);
        end();
    }

    /**
     * Makes a bridge that is up.
     *
     * @param spanningTree whether it speaks IEEE 802.1D, with the shortest forward delay
     * @param ageing after how many hundredths of a second it forgets an address
     */
    public void bridge(int index, String name, boolean spanningTree, int ageing) throws SyscallException {
        begin("make the bridge " + name);
        link(index, IFF_UP, IFF_UP);
        messages.attribute(3, name);
        int info = messages.nest(18);
        messages.attribute(1, "bridge");
        int data = messages.nest(2);
        if (spanningTree) {
            messages.attribute(1, 200); // forward delay
            messages.attribute(2, 100); // hello
            messages.attribute(3, 600); // max age
            messages.attribute(5, 1);
        } else {
            messages.attribute(1, 0);
        }
        messages.attribute(4, ageing);
        messages.close(data);
        messages.close(info);
        end();
    }

    /** Brings an interface up or takes it down. */
    public void set(int index, boolean up) throws SyscallException {
        messages.begin("set interface " + index + (up ? " up" : " down"), NEW_LINK, 0);
        link(index, up ? IFF_UP : 0, IFF_UP);
        end();
    }

    /**
     * Makes interfaces work whose carrier has just come. The kernel defers that by seconds where there are many, but does it at once
     * for an interface that somebody asks about. Requests that have gathered are applied before.
     */
    public void settle(List<Integer> indices) throws SyscallException {
        for (int i = 0; i < indices.size(); i++) {
            if (i % ANSWERS == 0) {
                messages.send();
            }
            messages.begin("ask about interface " + indices.get(i), GET_LINK, 0);
            link(indices.get(i), 0, 0);
            messages.attribute(29, SKIP_STATISTICS);
            messages.end();
        }
        messages.send();
    }

    /** Gives an interface an address, which it uses at once, without duplicate address detection. */
    public void address(int index, InterfaceAddress address) throws SyscallException {
        byte[] octets = octets(address.address());
        ByteBuffer body = messages.begin("give the address " + address, NEW_ADDRESS, Messages.CREATE);
        body.put(family(address.address())).put((byte) address.prefixLength());
        body.put((byte) NO_DETECTION).put((byte) 0).putInt(index);
        messages.attribute(1, octets);
        messages.attribute(2, octets);
        end();
    }

    /** Removes a pair of interfaces, one end of which is here. */
    public void delete(int index) throws SyscallException {
        messages.begin("remove interface " + index, DELETE_LINK, 0);
        link(index, 0, 0);
        end();
    }

    /** Adds a route over one of several equal next hops, in the place of one to the same prefix. */
    public void route(IpPrefix prefix, List<Hop> hops) throws SyscallException {
        boolean onLink = hops.stream().allMatch(hop -> hop.gateway() == null);
        route(NEW_ROUTE, Messages.CREATE | Messages.REPLACE, prefix, (byte) 1, onLink ? SCOPE_LINK : 0);
        if (hops.size() == 1) {
            gateway(hops.getFirst());
            messages.attribute(4, hops.getFirst().index());
        } else {
            int multipath = messages.nestPlainly(9);
            for (Hop hop : hops) {
                hop(hop);
            }
            messages.close(multipath);
        }
        end();
    }

    /** Adds a route that refuses. */
    public void refuse(IpPrefix prefix, Refusal refusal) throws SyscallException {
        route(NEW_ROUTE, Messages.CREATE | Messages.REPLACE, prefix, refusal.type, (byte) 0);
        end();
    }

    /** Removes a route that {@link #route} or {@link #refuse} added. */
    public void forget(IpPrefix prefix) throws SyscallException {
        route(DELETE_ROUTE, 0, prefix, (byte) 0, SCOPE_ANY);
        end();
    }

    /** Enters a neighbour for good. */
    public void neighbour(int index, IpAddress address, MacAddress mac) throws SyscallException {
        ByteBuffer body = messages.begin("enter the neighbour " + address, NEW_NEIGHBOUR, Messages.CREATE);
        body.put(family(address)).put((byte) 0).putShort((short) 0);
        body.putInt(index).putShort(PERMANENT).put((byte) 0).put((byte) 0);
        messages.attribute(1, octets(address));
        messages.attribute(2, mac.octets());
        end();
    }

    /**
     * Sends what has gathered.
     *
     * @throws SyscallException of the first request that the kernel refused
     */
    public void apply() throws SyscallException {
        messages.send();
    }

    @Override
    public void close() {
        messages.close();
    }

    private void begin(String attempt) {
        messages.begin(attempt, NEW_LINK, Messages.CREATE | Messages.EXCLUSIVE);
    }

    private void end() throws SyscallException {
        messages.end();
        if (messages.isFull()) {
            messages.send();
        }
    }

    /** A struct ifinfomsg. */
    private void link(int index, int flags, int change) {
        messages.body().putInt(0).putInt(index).putInt(flags).putInt(change);
    }

    private void attributes(End end, int mtu) {
        messages.attribute(3, end.name());
        messages.attribute(4, mtu);
        end.mac().ifPresent(mac -> messages.attribute(1, mac.octets()));
    }

    private void route(int request, int flags, IpPrefix prefix, byte type, byte scope) {
        String attempt = (request == NEW_ROUTE ? "add the route to " : "remove the route to ") + prefix;
        ByteBuffer body = messages.begin(attempt, request, flags);
        body.put(family(prefix.network())).put((byte) prefix.length()).put((byte) 0);
        body.put((byte) 0)
                .put(TABLE_MAIN)
                .put(PROTOCOL_STATIC)
                .put(scope)
                .put(type)
                .putInt(0);
        messages.attribute(1, octets(prefix.network()));
        messages.attribute(6, METRIC);
    }

    private void gateway(Hop hop) {
        IpAddress gateway = hop.gateway();
        if (gateway != null) {
            messages.attribute(5, octets(gateway));
        }
    }

    /** A struct rtnexthop. */
    private void hop(Hop hop) {
        int at = messages.body().position();
        messages.body().putShort((short) 0).put((byte) 0).put((byte) 0).putInt(hop.index());
        gateway(hop);
        messages.close(at);
    }

    private static byte family(IpAddress address) {
        return switch (address) {
            case Ipv4Address _ -> 2;
            case Ipv6Address _ -> 10;
        };
    }

    private static byte[] octets(IpAddress address) {
        return switch (address) {
            case Ipv4Address ipv4 -> ipv4.octets();
            case Ipv6Address ipv6 -> ipv6.octets();
        };
    }
}
