package dev.ganz.stack.bridge;

import dev.ganz.lab.Node;
import dev.ganz.stack.Device;
import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.stack.Runtime;
import dev.ganz.wire.addr.MacAddress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * A transparent bridge that learns (IEEE 802.1D, 7; 802.1Q, 8): it notes through which port it hears a station, sends what is for that
 * station there, and what is for a group or for a station it does not know through all other ports. There is no spanning tree: a
 * loop of switches lets floods circulate, which is noticed and reported.
 *
 * <p>A node without VLANs passes tagged frames on as they are. With VLANs, a port that is not named carries VLAN 1 untagged.
 */
public final class LearningSwitch implements Device {
    private static final VarHandle I64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** As many as a plain switch of today holds in hardware; a flood of forged addresses cannot take more. */
    static final int ADDRESSES = 8192;

    private static final int SOURCE = 6;
    private static final long GROUP_BIT = 1L << 40;
    /** 01-80-C2-00-00-00 to -0F end at every bridge (IEEE 802.1Q, table 8-1): PAUSE, LACP, LLDP, spanning tree. */
    private static final long RESERVED = 0x0180_c200_0000L;

    private static final long RESERVED_BITS = ~0xfL;

    private final PortVlans vlans;
    private final AddressTable addresses;
    private final Consumer<? super Storm> storms;
    private final boolean[] up;
    private final int[] mtu;

    @SuppressWarnings("NullAway.Init") // start comes before anything else
    private Runtime runtime;

    /**
     * @param node a port for each interface, its VLANs and its ageing
     * @param storms told of a frame that circulates, while the switch handles it
     */
    public LearningSwitch(Node node, Consumer<? super Storm> storms) {
        this(node, storms, ADDRESSES);
    }

    LearningSwitch(Node node, Consumer<? super Storm> storms, int limit) {
        this.vlans = new PortVlans(node);
        this.addresses = new AddressTable(limit, node.ageing());
        this.storms = storms;
        this.up = new boolean[node.interfaces().size()];
        this.mtu = new int[up.length];
    }

    @Override
    public void start(Runtime given) {
        runtime = given;
        for (int port = 0; port < mtu.length; port++) {
            mtu[port] = given.port(port).mtu();
        }
    }

    @Override
    public void carrier(int port, boolean comes) {
        up[port] = comes;
        if (!comes) {
            addresses.forget(port);
        }
    }

    @Override
    public void receive(int port, Frame frame) {
        if (frame.length() < VlanTag.HEADER
                || VlanTag.isOn(frame) && frame.length() < VlanTag.HEADER + VlanTag.LENGTH) {
            runtime.discard(frame, DropReason.MALFORMED);
            return;
        }
        long destination = address(frame, 0);
        long source = address(frame, SOURCE);
        if (source == 0 || (source & GROUP_BIT) != 0) {
            runtime.discard(frame, DropReason.BAD_SOURCE);
            return;
        }
        if ((destination & RESERVED_BITS) == RESERVED) {
            runtime.discard(frame, DropReason.NO_SOCKET);
            return;
        }
        int vlan = vlans.classify(port, frame);
        if (vlan == PortVlans.NONE) {
            runtime.discard(frame, DropReason.VLAN);
            return;
        }
        long now = runtime.now();
        LearntAddress station = addresses.learn(AddressTable.key(source, vlan), port, now);
        LearntAddress target =
                (destination & GROUP_BIT) != 0 ? null : addresses.find(AddressTable.key(destination, vlan), now);
        if (target == null) {
            watch(station, port, frame, vlan);
            flood(port, vlan, frame);
        } else if (target.port == port) {
            runtime.discard(frame, DropReason.SAME_PORT);
        } else {
            send(target.port, vlan, frame);
        }
    }

    private void watch(LearntAddress station, int port, Frame frame, int vlan) {
        int before = station.circulation.port();
        if (station.circulation.proven(Fingerprint.of(frame), port, runtime.now())) {
            MacAddress source = new MacAddress(address(frame, SOURCE));
            storms.accept(new Storm(port, before, source, new MacAddress(address(frame, 0)), vlan));
        }
    }

    private void flood(int from, int vlan, Frame frame) {
        int last = -1;
        for (int port = 0; port < up.length; port++) {
            if (port != from && up[port] && vlans.carries(port, vlan)) {
                if (last >= 0) {
                    send(last, vlan, copy(frame));
                }
                last = port;
            }
        }
        if (last < 0) {
            runtime.release(frame);
        } else {
            send(last, vlan, frame);
        }
    }

    private void send(int port, int vlan, Frame frame) {
        Frame leaving = frame;
        if (vlans.lacksTag(port, vlan, frame) && frame.offset() < VlanTag.LENGTH) {
            leaving = copy(frame);
            runtime.release(frame);
        }
        vlans.retag(port, vlan, leaving);
        if (leaving.length() - VlanTag.HEADER > mtu[port]
                && leaving.length() - VlanTag.headerLength(leaving) > mtu[port]) {
            runtime.discard(leaving, DropReason.TOO_BIG);
        } else {
            runtime.send(port, leaving);
        }
    }

    private Frame copy(Frame frame) {
        Frame copy = runtime.frame(frame.length()).length(frame.length());
        System.arraycopy(frame.octets(), frame.offset(), copy.octets(), copy.offset(), frame.length());
        return copy;
    }

    private static long address(Frame frame, int at) {
        return (long) I64.get(frame.octets(), frame.offset() + at) >>> 16;
    }
}
