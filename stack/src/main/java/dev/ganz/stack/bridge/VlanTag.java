package dev.ganz.stack.bridge;

import dev.ganz.stack.Frame;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The tag of a customer VLAN in a frame, where it lies; frames are at least {@link #HEADER} octets long, those with a tag 4 more.
 *
 * <pre>
 *  | destination 6 | source 6 | 0x8100 2 | PCP 3 bits, DEI 1, VLAN 12 | type ...      IEEE 802.1Q, 9.5
 * </pre>
 */
final class VlanTag {
    private static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    /** Octets of an Ethernet header without tag. */
    static final int HEADER = 14;

    static final int LENGTH = 4;
    private static final int ADDRESSES = 12;
    private static final int TYPE = 12;
    private static final int TCI = 14;
    private static final int CUSTOMER_TAG = 0x8100;
    private static final int SERVICE_TAG = 0x88a8;
    private static final int VLAN_BITS = 0xfff;

    private VlanTag() {}

    static boolean isOn(Frame frame) {
        return u16(frame, TYPE) == CUSTOMER_TAG;
    }

    static int vlan(Frame frame) {
        return u16(frame, TCI) & VLAN_BITS;
    }

    /** Writes the VLAN and leaves the priority. */
    static void vlan(Frame frame, int vlan) {
        put16(frame, TCI, u16(frame, TCI) & ~VLAN_BITS | vlan);
    }

    /** Puts a tag of VLAN and priority 0 into the room in front of the frame. */
    static void insert(Frame frame) {
        frame.moveStart(-LENGTH);
        System.arraycopy(frame.octets(), frame.offset() + LENGTH, frame.octets(), frame.offset(), ADDRESSES);
        put16(frame, TYPE, CUSTOMER_TAG);
        put16(frame, TCI, 0);
    }

    static void remove(Frame frame) {
        System.arraycopy(frame.octets(), frame.offset(), frame.octets(), frame.offset() + LENGTH, ADDRESSES);
        frame.moveStart(LENGTH);
    }

    /** Octets in front of the network layer: the header and up to two tags, a customer's or a service's. */
    static int headerLength(Frame frame) {
        int header = HEADER;
        for (int tags = 0; tags < 2 && frame.length() >= header + LENGTH && isTag(u16(frame, header - 2)); tags++) {
            header += LENGTH;
        }
        return header;
    }

    private static boolean isTag(int type) {
        return type == CUSTOMER_TAG || type == SERVICE_TAG;
    }

    private static int u16(Frame frame, int at) {
        return (short) U16.get(frame.octets(), frame.offset() + at) & 0xffff;
    }

    private static void put16(Frame frame, int at, int value) {
        U16.set(frame.octets(), frame.offset() + at, (short) value);
    }
}
