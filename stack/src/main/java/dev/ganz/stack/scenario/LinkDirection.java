package dev.ganz.stack.scenario;

import dev.ganz.lab.LabIndex;
import dev.ganz.lab.LinkReference;
import java.util.List;

/**
 * One direction of a link of the lab.
 *
 * @param link position in the lab
 * @param forward from the link's first end to its second
 */
public record LinkDirection(int link, boolean forward) {
    /** The directions that a reference to a link of the lab names. */
    public static List<LinkDirection> of(LabIndex index, LinkReference reference) {
        int link = index.linkAt(reference.endpoint()).orElseThrow();
        LinkDirection egress =
                new LinkDirection(link, index.lab().links().get(link).a().equals(reference.endpoint()));
        return switch (reference.direction()) {
            case EGRESS -> List.of(egress);
            case INGRESS -> List.of(egress.reverse());
            case BOTH -> List.of(egress, egress.reverse());
        };
    }

    public LinkDirection reverse() {
        return new LinkDirection(link, !forward);
    }
}
