package dev.ganz.live.scenario;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.ganz.linux.InternetSocket;
import dev.ganz.live.loop.EventLoop;
import dev.ganz.stack.ip.PingSocket;
import dev.ganz.wire.Icmpv4View;
import dev.ganz.wire.addr.IpAddress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/** ICMP echo of one family in a node, shared by all who ask from there, who have an identifier each. */
final class KernelIcmp implements EventLoop.Source, AutoCloseable {
    private static final int BATCH = 64;
    private static final int LARGEST = 65_535;
    /** Identifiers of ping(8) are process numbers, which are small in a lab. */
    private static final int FIRST_IDENTIFIER = 0x8000;

    private final NodeSockets node;
    private final InternetSocket socket;
    private final IcmpForm form;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer = arena.allocate(LARGEST);
    private final byte[] octets = new byte[LARGEST];
    private final Map<Integer, PingSocket.Listener> listeners = new HashMap<>();
    private int made;
    private boolean open = true;

    KernelIcmp(NodeSockets node, InternetSocket socket, IcmpForm form) {
        this.node = node;
        this.socket = socket;
        this.form = form;
        node.loop().watch(socket.descriptor(), node.loop().add(this));
    }

    /** Adds somebody who hears of replies: the identifier of its requests. */
    int add(PingSocket.Listener listener) {
        int identifier = FIRST_IDENTIFIER + made++ % FIRST_IDENTIFIER;
        listeners.put(identifier, listener);
        return identifier;
    }

    void remove(int identifier) {
        listeners.remove(identifier);
    }

    boolean send(IpAddress destination, int identifier, int sequence, int size) {
        octets[0] = (byte) form.request;
        octets[1] = 0;
        octets[2] = 0;
        octets[3] = 0;
        put(4, identifier);
        put(6, sequence);
        for (int i = 0; i < size; i++) {
            octets[IcmpForm.HEADER + i] = (byte) i;
        }
        int length = IcmpForm.HEADER + size;
        form.sum(octets, length);
        MemorySegment.copy(octets, 0, buffer, JAVA_BYTE, 0, length);
        return socket.send(buffer, length, destination, 0);
    }

    @Override
    public void readable() {
        for (int i = 0; open && i < BATCH; i++) {
            int length = socket.receive(buffer);
            if (length == InternetSocket.NONE) {
                return;
            }
            MemorySegment.copy(buffer, JAVA_BYTE, 0, octets, 0, length);
            node.at(node.loop().arrival(socket.arrival()), () -> received(length));
        }
    }

    private void received(int length) {
        int at = form.start(octets, length);
        if (at + IcmpForm.HEADER > length) {
            return;
        }
        if (Icmpv4View.type(octets, at) == form.reply) {
            PingSocket.Listener listener = listeners.get(Icmpv4View.identifier(octets, at));
            if (listener != null) {
                int sequence = Icmpv4View.sequence(octets, at);
                listener.replied(socket.source(), sequence, length - at - IcmpForm.HEADER, PingSocket.FORGOTTEN);
            }
            return;
        }
        int quoted = form.quoted(octets, at + IcmpForm.HEADER, length);
        if (quoted + IcmpForm.HEADER <= length && Icmpv4View.type(octets, quoted) == form.request) {
            PingSocket.Listener listener = listeners.get(Icmpv4View.identifier(octets, quoted));
            if (listener != null) {
                listener.failed(Icmpv4View.sequence(octets, quoted), form.error(octets, at, socket.source()));
            }
        }
    }

    @Override
    public void due(long time) {
        throw new IllegalStateException("a socket has no time");
    }

    @Override
    public void close() {
        open = false;
        node.loop().leave(socket.descriptor());
        socket.close();
        arena.close();
    }

    private void put(int at, int value) {
        octets[at] = (byte) (value >>> 8);
        octets[at + 1] = (byte) value;
    }
}
