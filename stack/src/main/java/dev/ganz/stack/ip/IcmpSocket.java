package dev.ganz.stack.ip;

import dev.ganz.stack.Frame;
import dev.ganz.wire.Checksum;
import dev.ganz.wire.Icmpv4;
import dev.ganz.wire.Icmpv4View;
import dev.ganz.wire.Icmpv6;
import dev.ganz.wire.Icmpv6View;
import dev.ganz.wire.IpProtocol;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * ICMP echo of a node of virtual time. It remembers when the latest requests were sent, as many as its window; it does not count: a
 * second or a late reply is told like the first. For the node's thread.
 */
final class IcmpSocket implements PingSocket {
    private final IpStack stack;
    private final int identifier;
    private final Listener listener;
    private final int[] sequences;
    private final long[] times;
    private @Nullable IpAddress latest;

    IcmpSocket(IpStack stack, int identifier, int window, Listener listener) {
        this.stack = stack;
        this.identifier = identifier;
        this.listener = listener;
        int slots = Integer.highestOneBit(Math.clamp(window, 1, 65_536) * 2 - 1);
        this.sequences = new int[slots];
        this.times = new long[slots];
        Arrays.fill(sequences, -1);
    }

    @Override
    public boolean send(IpAddress destination, int sequence, int size) {
        if (size < 0 || size > LARGEST_PAYLOAD) {
            throw new IllegalArgumentException("payload must be 0 to " + LARGEST_PAYLOAD + " octets, not " + size);
        }
        latest = destination;
        int slot = sequence & sequences.length - 1;
        sequences[slot] = sequence & 0xffff;
        times[slot] = stack.runtime.now();
        return switch (destination) {
            case Ipv4Address(int value) -> send(value, sequence, size);
            case Ipv6Address(long high, long low) -> send(high, low, sequence, size);
        };
    }

    private boolean send(int destination, int sequence, int size) {
        Frame packet = stack.ipv4.packet(Icmpv4View.HEADER_LENGTH + size);
        int icmp = Ipv4Output.payload(packet);
        fill(packet.octets(), icmp + Icmpv4View.HEADER_LENGTH, size);
        Icmpv4.write(packet.octets(), icmp, Icmpv4.ECHO_REQUEST, 0, rest(sequence), size);
        return stack.ipv4.send(packet, stack.ipv4.sourceFor(destination), destination, IpProtocol.ICMP, 0, true);
    }

    private boolean send(long high, long low, int sequence, int size) {
        Frame packet = stack.ipv6.packet(Icmpv6View.HEADER_LENGTH + size);
        int icmp = Ipv6Output.payload(packet);
        fill(packet.octets(), icmp + Icmpv6View.HEADER_LENGTH, size);
        Ipv6Address source = stack.ipv6.sourceFor(high, low, null);
        long pseudo = Checksum.pseudoHeader(source.high(), source.low(), high, low, IpProtocol.ICMPV6);
        Icmpv6.write(packet.octets(), icmp, Icmpv6.ECHO_REQUEST, 0, rest(sequence), size, pseudo);
        return stack.ipv6.send(packet, source, high, low, IpProtocol.ICMPV6, 0, null);
    }

    private int rest(int sequence) {
        return identifier << 16 | sequence & 0xffff;
    }

    private static void fill(byte[] octets, int data, int size) {
        for (int i = 0; i < size; i++) {
            octets[data + i] = (byte) i;
        }
    }

    void replied(long fromHigh, long fromLow, int sequence, int octets) {
        int slot = sequence & sequences.length - 1;
        long sent = sequences[slot] == sequence ? times[slot] : FORGOTTEN;
        listener.replied(source(fromHigh, fromLow), sequence, octets, sent);
    }

    /** The address that was asked last, if it is that one: most replies need no new object. */
    private IpAddress source(long high, long low) {
        boolean same = switch (latest) {
            case Ipv4Address(int value) -> AddressTable.isIpv4(high, low) && value == (int) low;
            case Ipv6Address(long latestHigh, long latestLow) -> latestHigh == high && latestLow == low;
            case null -> false;
        };
        return same && latest != null ? latest : IpPort.address(high, low);
    }

    void failed(int sequence, IcmpError error) {
        listener.failed(sequence, error);
    }

    @Override
    public void close() {
        stack.pings.close(identifier);
    }
}
