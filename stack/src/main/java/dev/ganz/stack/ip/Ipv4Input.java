package dev.ganz.stack.ip;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;

/** What becomes of an IPv4 packet that arrives: checked (RFC 1812, section 5.2.2), delivered, passed on or dropped with a reason. */
final class Ipv4Input {
    private static final int PLAIN_HEADER = 0x45;
    private static final int ALL_HOSTS = 0xe000_0001;
    private static final int ALL_ROUTERS = 0xe000_0002;

    private final IpStack stack;

    Ipv4Input(IpStack stack) {
        this.stack = stack;
    }

    /** @param group true if the frame was sent to a group of nodes */
    void receive(IpPort in, Frame frame, boolean group) {
        byte[] octets = frame.octets();
        int ip = frame.offset() + Ethernet.HEADER_LENGTH;
        int available = frame.length() - Ethernet.HEADER_LENGTH;
        if (available < Ipv4Fields.HEADER_LENGTH || !isWhole(octets, ip, available)) {
            stack.runtime.discard(frame, DropReason.MALFORMED);
            return;
        }
        int headerLength = Ipv4Fields.headerLength(octets, ip);
        if (!Ipv4Fields.checksumFits(octets, ip, headerLength)) {
            stack.runtime.discard(frame, DropReason.CHECKSUM);
            return;
        }
        int total = Octets.u16(octets, ip + Ipv4Fields.TOTAL_LENGTH);
        if (available > total) { // short frames are padded (IEEE 802.3, clause 4.2.3.3)
            frame.length(Ethernet.HEADER_LENGTH + total);
        }
        int source = Octets.i32(octets, ip + Ipv4Fields.SOURCE);
        int destination = Octets.i32(octets, ip + Ipv4Fields.DESTINATION);
        if (cannotSend(source) || Scope.isLoopback(destination)) {
            stack.runtime.discard(frame, DropReason.BAD_SOURCE);
            return;
        }
        if (headerLength > Ipv4Fields.HEADER_LENGTH && refusesOptions(frame, ip, headerLength)) {
            return;
        }
        if (Scope.isMulticast(destination)) {
            receiveGroup(in, frame, ip, destination);
            return;
        }
        Destination to = stack.destinations.of(destination);
        if (to == Destination.Verdict.LOCAL) {
            stack.local.ipv4(in, frame, ip, group);
        } else if (to instanceof Destination.Broadcast broadcast) {
            receiveBroadcast(in, frame, ip, broadcast, destination);
        } else if (group || !stack.forwarding) {
            stack.runtime.discard(frame, DropReason.NOT_FOR_ME);
        } else if (Scope.isLinkLocal(source) || Scope.isLinkLocal(destination)) {
            stack.runtime.discard(frame, DropReason.NOT_FOR_ME); // RFC 3927, section 2.7
        } else {
            forward(frame, octets, ip, to);
        }
    }

    private static boolean isWhole(byte[] octets, int ip, int available) {
        int first = octets[ip] & 0xff;
        int headerLength = (first & 0xf) << 2;
        int total = Octets.u16(octets, ip + Ipv4Fields.TOTAL_LENGTH);
        return (first == PLAIN_HEADER || first >>> 4 == 4 && headerLength >= Ipv4Fields.HEADER_LENGTH)
                && total >= headerLength
                && total <= available;
    }

    /** Addresses no packet can come from (RFC 1812, section 5.3.7), and those that are the node's own. */
    private boolean cannotSend(int source) {
        int first = source >>> 24;
        return first == 0 || first == 127 || first >= 224 && first < 240 || source == -1 || stack.own.has(source);
    }

    private boolean refusesOptions(Frame frame, int ip, int headerLength) {
        int verdict = Ipv4Options.check(frame.octets(), ip, headerLength);
        if (verdict == Ipv4Options.FINE) {
            return false;
        }
        stack.errors.parameterProblem(frame, verdict);
        stack.runtime.discard(frame, DropReason.MALFORMED);
        return true;
    }

    private void receiveGroup(IpPort in, Frame frame, int ip, int destination) {
        if (destination == ALL_HOSTS || destination == ALL_ROUTERS && stack.forwarding) {
            stack.local.ipv4(in, frame, ip, true);
        } else {
            stack.runtime.discard(frame, DropReason.NOT_FOR_ME);
        }
    }

    /** A broadcast is for the network it was sent on; one for another network is not passed on (RFC 2644). */
    private void receiveBroadcast(IpPort in, Frame frame, int ip, Destination.Broadcast broadcast, int destination) {
        if (destination == -1 || broadcast.port() == in) {
            stack.local.ipv4(in, frame, ip, true);
        } else {
            stack.runtime.discard(frame, DropReason.NOT_FOR_ME);
        }
    }

    private void forward(Frame frame, byte[] octets, int ip, Destination to) {
        Neighbour next;
        if (to instanceof Neighbour only) {
            next = only;
        } else if (to instanceof Destination.Group several) {
            next = several.select(FlowHash.ipv4(octets, ip, stack.flowSeed));
        } else {
            refuse(frame, to);
            return;
        }
        int ttl = Octets.u8(octets, ip + Ipv4Fields.TTL);
        if (ttl <= 1) {
            stack.errors.timeExceeded(frame);
            stack.runtime.discard(frame, DropReason.TTL_EXPIRED);
            return;
        }
        octets[ip + Ipv4Fields.TTL] = (byte) (ttl - 1);
        Octets.put16(
                octets,
                ip + Ipv4Fields.CHECKSUM,
                Ipv4Fields.checksumAfterDecrement(Octets.u16(octets, ip + Ipv4Fields.CHECKSUM)));
        if (frame.length() - Ethernet.HEADER_LENGTH > next.port.mtu) {
            forwardLarge(frame, octets, ip, next);
        } else {
            stack.transmit(next, frame, Ethernet.IPV4);
        }
    }

    private void refuse(Frame frame, Destination to) {
        if (to == Destination.Verdict.BLACKHOLE) {
            stack.runtime.discard(frame, DropReason.BLACKHOLE);
            return;
        }
        if (to == Destination.Verdict.UNREACHABLE) {
            stack.errors.hostUnreachable(frame);
        } else {
            stack.errors.netUnreachable(frame);
        }
        stack.runtime.discard(frame, DropReason.NO_ROUTE);
    }

    private void forwardLarge(Frame frame, byte[] octets, int ip, Neighbour next) {
        if ((Octets.u16(octets, ip + Ipv4Fields.FRAGMENT) & Ipv4Fields.DONT_FRAGMENT) != 0) {
            stack.errors.fragmentationNeeded(frame, next.port.mtu);
            stack.runtime.discard(frame, DropReason.TOO_BIG);
        } else {
            stack.ipv4.fragment(frame, next, next.port.mtu);
        }
    }
}
