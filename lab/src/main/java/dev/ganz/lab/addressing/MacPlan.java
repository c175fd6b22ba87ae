package dev.ganz.lab.addressing;

import dev.ganz.lab.Interface;
import dev.ganz.lab.Node;
import dev.ganz.wire.addr.MacAddress;
import java.util.Optional;

/**
 * A MAC address for every interface: the one the lab gives, or {@code 02} (locally administered, individual) and 40 bits of a hash
 * of {@code node:interface}. Where two names hash alike, the later in natural order takes the next free number.
 */
final class MacPlan {
    private static final long LOCALLY_ADMINISTERED = 0x02L << 40;
    private static final long HASHED = (1L << 40) - 1;

    private MacPlan() {}

    /** The addresses of all ports, those that were given among them. */
    static MacAddress[] of(Cabling cabling) {
        MacAddress[] macs = new MacAddress[cabling.ports()];
        LongSet taken = new LongSet(macs.length);
        for (Node node : cabling.lab().nodes()) {
            for (Interface port : node.interfaces()) {
                port.mac().ifPresent(mac -> taken.add(mac.value()));
            }
        }
        for (int rank = 0; rank < cabling.lab().nodes().size(); rank++) {
            int number = cabling.nodeInOrder(rank);
            Node node = cabling.lab().nodes().get(number);
            for (int i = 0; i < node.interfaces().size(); i++) {
                Interface port = node.interfaces().get(i);
                Optional<MacAddress> given = port.mac();
                macs[cabling.firstPort(number) + i] =
                        given.isPresent() ? given.get() : free(NameHash.of(node.name(), port.name()), taken);
            }
        }
        return macs;
    }

    private static MacAddress free(long hash, LongSet taken) {
        long number = hash & HASHED;
        while (true) {
            if (taken.add(LOCALLY_ADMINISTERED | number)) {
                return new MacAddress(LOCALLY_ADMINISTERED | number);
            }
            number = number + 1 & HASHED;
        }
    }
}
