package dev.ganz.live.scenario;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.ganz.linux.InternetSocket;
import dev.ganz.linux.SyscallException;
import dev.ganz.live.loop.EventLoop;
import dev.ganz.stack.ip.Datagram;
import dev.ganz.stack.ip.UdpSocket;
import dev.ganz.wire.addr.IpAddress;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A UDP port of the kernel. It hears nothing of ICMP errors. */
final class KernelUdp implements UdpSocket, EventLoop.Source {
    /** Datagrams taken before another socket has its turn. */
    private static final int BATCH = 64;

    private final NodeSockets node;
    private final InternetSocket socket;
    private final UdpSocket.Listener listener;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer = arena.allocate(UdpSocket.LARGEST_PAYLOAD);
    private final byte[] octets = new byte[UdpSocket.LARGEST_PAYLOAD];
    private final Datagram datagram = new Datagram();
    private boolean open = true;

    KernelUdp(NodeSockets node, InternetSocket socket, UdpSocket.Listener listener) {
        this.node = node;
        this.socket = socket;
        this.listener = listener;
        node.loop().watch(socket.descriptor(), node.loop().add(this));
    }

    @Override
    public int port() {
        try {
            return socket.port();
        } catch (SyscallException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean send(IpAddress destination, int destinationPort, byte[] payload, int offset, int length) {
        MemorySegment.copy(payload, offset, buffer, JAVA_BYTE, 0, length);
        return socket.send(buffer, length, destination, destinationPort);
    }

    @Override
    public void readable() {
        for (int i = 0; open && i < BATCH; i++) {
            int length = socket.receive(buffer);
            if (length == InternetSocket.NONE) {
                return;
            }
            MemorySegment.copy(buffer, JAVA_BYTE, 0, octets, 0, length);
            datagram.received(octets, length, socket.source(), socket.sourcePort());
            node.at(node.loop().arrival(socket.arrival()), () -> listener.received(datagram));
        }
    }

    @Override
    public void due(long time) {
        throw new IllegalStateException("a socket has no time");
    }

    @Override
    public void close() {
        end();
    }

    void end() {
        if (open) {
            open = false;
            node.loop().leave(socket.descriptor());
            socket.close();
            arena.close();
        }
    }
}
