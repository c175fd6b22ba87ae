package dev.ganz.live.scenario;

import dev.ganz.stack.ip.PingSocket;
import dev.ganz.wire.addr.IpAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Echo requests of one user in a node, of either family. */
final class KernelPing implements PingSocket {
    private final Listener listener;
    private final Function<IpAddress, KernelIcmp> families;
    private final Map<KernelIcmp, Integer> identifiers = new HashMap<>();

    /** @param families by an address of the family: who sends */
    KernelPing(Listener listener, Function<IpAddress, KernelIcmp> families) {
        this.listener = listener;
        this.families = families;
    }

    @Override
    public boolean send(IpAddress destination, int sequence, int size) {
        KernelIcmp icmp = families.apply(destination);
        return icmp.send(destination, identifiers.computeIfAbsent(icmp, all -> all.add(listener)), sequence, size);
    }

    @Override
    public void close() {
        identifiers.forEach(KernelIcmp::remove);
        identifiers.clear();
    }
}
