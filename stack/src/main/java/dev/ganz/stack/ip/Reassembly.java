package dev.ganz.stack.ip;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.stack.Timer;
import dev.ganz.wire.EthernetView;
import dev.ganz.wire.Ipv4View;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Packets of one family that arrive in parts. Their frames are kept until all are there, or the time is over. */
final class Reassembly {
    /** Octets of frames kept (Linux: {@code ipfrag_high_thresh}); parts beyond that are dropped. */
    private static final long LARGEST_MEMORY = 4 << 20;

    /** Packets kept, so that spoilt ones, whose frames are gone, cannot become too many. */
    private static final int LARGEST_COUNT = 4096;

    /** Which packet a part belongs to; IPv6 does not look at the protocol. */
    record Key(
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            int identification,
            int protocol) {}

    private final IpStack stack;
    private final long time;
    /** In the order of their first parts, which is that of their deadlines. */
    private final Map<Key, FragmentedPacket> packets = new LinkedHashMap<>();

    private long memory;
    private @Nullable Timer timer;

    Reassembly(IpStack stack, long time) {
        this.stack = stack;
        this.time = time;
    }

    /** Takes a part, and gives the packet back if it was the last that was missing. */
    @Nullable
    Frame add(Key key, IpPort in, Fragment fragment) {
        Frame frame = fragment.frame();
        FragmentedPacket packet = packets.get(key);
        if (memory + frame.octets().length > LARGEST_MEMORY || packet == null && packets.size() >= LARGEST_COUNT) {
            stack.runtime.discard(frame, DropReason.REASSEMBLY);
            return null;
        }
        if (packet == null) {
            packet = new FragmentedPacket(in, stack.runtime.now() + time);
            packets.put(key, packet);
            if (packets.size() == 1) {
                arm(packet.deadline);
            }
        }
        switch (packet.add(fragment)) {
            case DUPLICATE -> stack.runtime.discard(frame, DropReason.REASSEMBLY);
            case CONTRADICTION -> {
                stack.runtime.discard(frame, DropReason.REASSEMBLY);
                discard(packet);
                packet.spoil();
            }
            case KEPT -> {
                memory += frame.octets().length;
                if (packet.isWhole()) {
                    packets.remove(key);
                    return assemble(packet);
                }
            }
        }
        return null;
    }

    private Frame assemble(FragmentedPacket packet) {
        Fragment first = packet.fragments().getFirst();
        Frame head = first.frame();
        boolean ipv4 = Ipv4View.version(head.octets(), head.offset() + EthernetView.HEADER_LENGTH) == 4;
        Frame whole =
                ipv4 ? Reassembled.ipv4(stack, first, packet.total()) : Reassembled.ipv6(stack, first, packet.total());
        int payload = whole.length() - packet.total();
        for (Fragment fragment : packet.fragments()) {
            System.arraycopy(
                    fragment.frame().octets(),
                    fragment.at(),
                    whole.octets(),
                    whole.offset() + payload + fragment.offset(),
                    fragment.length());
            Reassembled.markCongestion(fragment.frame(), whole);
            memory -= fragment.frame().octets().length;
            stack.runtime.release(fragment.frame());
        }
        return whole;
    }

    private void expire() {
        long now = stack.runtime.now();
        Iterator<FragmentedPacket> oldest = packets.values().iterator();
        while (oldest.hasNext()) {
            FragmentedPacket packet = oldest.next();
            if (packet.deadline > now) {
                arm(packet.deadline);
                return;
            }
            oldest.remove();
            Frame first = packet.first();
            if (first != null) {
                tell(packet.in, first);
            }
            discard(packet);
        }
    }

    private void tell(IpPort in, Frame first) {
        if (Ipv4View.version(first.octets(), first.offset() + EthernetView.HEADER_LENGTH) == 4) {
            stack.icmpv4Errors.reassemblyTimeExceeded(first);
        } else {
            stack.icmpv6Errors.reassemblyTimeExceeded(in, first);
        }
    }

    private void discard(FragmentedPacket packet) {
        for (Fragment fragment : packet.fragments()) {
            memory -= fragment.frame().octets().length;
            stack.runtime.discard(fragment.frame(), DropReason.REASSEMBLY);
        }
    }

    private void arm(long deadline) {
        if (timer == null) {
            timer = stack.runtime.timer(this::expire);
        }
        timer.at(deadline);
    }
}
