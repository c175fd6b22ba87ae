package dev.ganz.stack.ip;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * A node on a link, or one that is looked for: one entry of the ARP table or of the neighbour cache (RFC 4861, section 5.1), with the
 * Ethernet header that leads there.
 */
final class Neighbour implements Destination {
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** RFC 4861, section 7.3.2, for both families as Linux does; and what a cache needs besides. */
    enum State {
        /** Asked for; packets wait. */
        INCOMPLETE,
        REACHABLE,
        /** Known once; the next packet goes there and starts the test whether it still is. */
        STALE,
        /** Used since it became stale: an upper layer has a while to confirm it. */
        DELAY,
        /** Asked directly. */
        PROBE,
        /** Did not answer; the next packet asks again. */
        FAILED,
        /** Configured, never asked for. */
        PERMANENT,
        /** Out of the table. */
        GONE
    }

    final IpPort port;
    final long high;
    final long low;

    /** True while packets may go there with nothing else to do. */
    boolean ready;

    int probes;
    /** When something is to be done, and in which order at the same instant; see {@link NeighbourAgenda}. */
    long deadline;

    long order;
    int place = NeighbourAgenda.ABSENT;

    /** The IPv4 address that the node sends from to this next hop; 0 as long as nobody asked. */
    int source;

    @Nullable
    WaitingFrames waiting;
    /** The entries of the port before and after this one. */
    @Nullable
    Neighbour previous;

    @Nullable
    Neighbour next;

    private State state = State.FAILED;
    private long mac;
    /** The first eight octets of the Ethernet header: destination, and two octets of the source. */
    private long headerStart;
    /** Octets 6 to 13: the source, and room for the type. */
    private final long headerEnd;

    Neighbour(IpPort port, long high, long low) {
        this.port = port;
        this.high = high;
        this.low = low;
        this.headerEnd = port.mac << 16;
    }

    boolean isIpv4() {
        return AddressTable.isIpv4(high, low);
    }

    State state() {
        return state;
    }

    void state(State next) {
        state = next;
        ready = next == State.REACHABLE || next == State.PERMANENT;
    }

    /** True if a MAC address is known, fresh or not. */
    boolean resolved() {
        return switch (state) {
            case REACHABLE, STALE, DELAY, PROBE, PERMANENT -> true;
            case INCOMPLETE, FAILED, GONE -> false;
        };
    }

    long mac() {
        return mac;
    }

    void mac(long value) {
        mac = value;
        headerStart = value << 16 | port.mac >>> 32;
    }

    /** Writes the Ethernet header by two overlapping stores. */
    void writeHeader(byte[] octets, int at, int etherType) {
        U64.set(octets, at, headerStart);
        U64.set(octets, at + 6, headerEnd | etherType);
    }
}
