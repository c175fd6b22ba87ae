package dev.ganz.live.node;

import dev.ganz.lab.Impairment;
import dev.ganz.lab.Link;
import dev.ganz.lab.addressing.Cabling;
import java.util.Optional;

/** A link as it is. Side 0 is the link's first end, and the direction that leaves it; side 1 the other. */
final class Cable {
    final int link;
    final int[] ports;
    final int[] nodes;
    final Impairment[] impairments;
    /** How many have taken the carrier of each direction. */
    final int[] cuts = new int[2];
    /** Whether a person is among them. */
    final boolean[] held = new boolean[2];
    /** Whether the node at each end is there. */
    final boolean[] plugged = {true, true};
    /** Number of the wire's first direction. */
    Optional<Integer> wire = Optional.empty();

    Cable(int link, Cabling cabling) {
        Link ends = cabling.lab().links().get(link);
        int first = cabling.firstPortOfLink(link);
        this.link = link;
        this.ports = new int[] {first, cabling.peerOf(first)};
        this.nodes = new int[] {cabling.nodeOf(ports[0]), cabling.nodeOf(ports[1])};
        this.impairments = new Impairment[] {ends.forward(), ends.backward()};
    }

    boolean isIdeal() {
        return impairments[0].equals(Impairment.NONE) && impairments[1].equals(Impairment.NONE);
    }

    boolean isAt(int node) {
        return nodes[0] == node || nodes[1] == node;
    }

    /** Whether there is no carrier at all. */
    boolean isDown() {
        return cuts[0] > 0 && cuts[1] > 0;
    }

    /** Whether one direction alone is cut. */
    boolean isOneWay() {
        return cuts[0] > 0 != cuts[1] > 0;
    }
}
