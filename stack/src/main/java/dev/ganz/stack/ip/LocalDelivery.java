package dev.ganz.stack.ip;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;

/** Packets that have reached their destination: put together again and given to their protocol. */
final class LocalDelivery {
    private final IpStack stack;

    LocalDelivery(IpStack stack) {
        this.stack = stack;
    }

    /** @param group true if the packet was sent to more than this node, be it by its frame */
    void ipv4(IpPort in, Frame frame, int ip, boolean group) {
        byte[] octets = frame.octets();
        if ((Octets.u16(octets, ip + Ipv4Fields.FRAGMENT) & ~Ipv4Fields.DONT_FRAGMENT) != 0) {
            stack.runtime.discard(frame, DropReason.REASSEMBLY);
            return;
        }
        switch (Octets.u8(octets, ip + Ipv4Fields.PROTOCOL)) {
            case Icmp.PROTOCOL -> stack.icmp.receive(frame, ip, group);
            default -> {
                stack.errors.protocolUnreachable(frame);
                stack.runtime.discard(frame, DropReason.NO_SOCKET);
            }
        }
    }
}
