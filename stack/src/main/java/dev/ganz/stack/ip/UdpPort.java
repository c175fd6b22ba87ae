package dev.ganz.stack.ip;

import dev.ganz.stack.Frame;
import dev.ganz.wire.Checksum;
import dev.ganz.wire.IpProtocol;
import dev.ganz.wire.Udp;
import dev.ganz.wire.UdpView;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A UDP port of a node of virtual time, for both families unless it is bound to one address. For the node's thread. */
final class UdpPort implements UdpSocket {
    private final IpStack stack;
    private final int port;
    private final @Nullable IpAddress address;
    private final long addressHigh;
    private final long addressLow;
    private final Listener listener;
    /** The next socket with the same hash. */
    @Nullable
    UdpPort next;

    UdpPort(IpStack stack, @Nullable IpAddress address, int port, Listener listener) {
        this.stack = stack;
        this.port = port;
        this.address = address;
        this.addressHigh = AddressTable.high(address);
        this.addressLow = AddressTable.low(address);
        this.listener = listener;
    }

    @Override
    public int port() {
        return port;
    }

    boolean isBoundTo(@Nullable IpAddress candidate) {
        return Objects.equals(address, candidate);
    }

    /** How well the socket fits a destination: 2 by its address, 1 by its port alone, 0 not at all. */
    int fit(int destinationPort, long high, long low) {
        if (destinationPort != port) {
            return 0;
        }
        return address == null ? 1 : addressHigh == high && addressLow == low ? 2 : 0;
    }

    @Override
    public boolean send(IpAddress destination, int destinationPort, byte[] payload, int offset, int length) {
        if (length < 0 || length > LARGEST_PAYLOAD) {
            throw new IllegalArgumentException("payload must be 0 to " + LARGEST_PAYLOAD + " octets, not " + length);
        }
        if (destination instanceof Ipv4Address ipv4) {
            return send(ipv4.value(), destinationPort, payload, offset, length);
        }
        Ipv6Address ipv6 = (Ipv6Address) destination;
        return send(ipv6.high(), ipv6.low(), destinationPort, payload, offset, length);
    }

    private boolean send(int destination, int destinationPort, byte[] payload, int offset, int length) {
        int source = address instanceof Ipv4Address(int bound) ? bound : stack.ipv4.sourceFor(destination);
        Frame packet = stack.ipv4.packet(UdpView.HEADER_LENGTH + length);
        int udp = Ipv4Output.payload(packet);
        System.arraycopy(payload, offset, packet.octets(), udp + UdpView.HEADER_LENGTH, length);
        long pseudo = Checksum.pseudoHeader(source, destination, IpProtocol.UDP);
        Udp.write(packet.octets(), udp, port, destinationPort, length, pseudo);
        return stack.ipv4.send(packet, source, destination, IpProtocol.UDP, 0, true);
    }

    private boolean send(long high, long low, int destinationPort, byte[] payload, int offset, int length) {
        Ipv6Address source = address instanceof Ipv6Address bound ? bound : stack.ipv6.sourceFor(high, low, null);
        Frame packet = stack.ipv6.packet(UdpView.HEADER_LENGTH + length);
        int udp = Ipv6Output.payload(packet);
        System.arraycopy(payload, offset, packet.octets(), udp + UdpView.HEADER_LENGTH, length);
        long pseudo = Checksum.pseudoHeader(source.high(), source.low(), high, low, IpProtocol.UDP);
        Udp.write(packet.octets(), udp, port, destinationPort, length, pseudo);
        return stack.ipv6.send(packet, source, high, low, IpProtocol.UDP, 0, null);
    }

    void received(Datagram datagram) {
        listener.received(datagram);
    }

    void failed(IcmpError error, int destinationPort) {
        listener.failed(error, destinationPort);
    }

    @Override
    public void close() {
        stack.udp.close(this);
    }
}
