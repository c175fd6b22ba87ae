package dev.ganz.lab.file;

import dev.ganz.lab.Coordinates;
import dev.ganz.lab.Link;
import dev.ganz.lab.Node;
import dev.ganz.lab.file.LinkReader.Cable;
import dev.ganz.lab.file.Yaml.Mapping;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Delays from the places of nodes ({@code topology.geography}): a direction of a link that says nothing of delay gets the time of
 * light in fibre along the great circle. A link with an end that has no coordinates keeps no delay.
 *
 * @param factor length of the fibre over that of the great circle
 * @param least delay of the shortest link, nanoseconds
 */
record Geography(double factor, long least) {

    /** The geography of a topology; null where it wants none. */
    static @org.jspecify.annotations.Nullable Geography of(Words topology) {
        if (!topology.has("geography")) {
            return null;
        }
        if (topology.value("geography") instanceof Mapping) {
            Words words = topology.in("geography");
            BigDecimal factor = words.number("factor");
            return new Geography(factor == null ? 1 : factor.doubleValue(), words.duration("least", 0));
        }
        return topology.isTrue("geography") ? new Geography(1, 0) : null;
    }

    /** The links with delays. */
    List<Link> applyTo(List<Cable> cables, List<Node> nodes) {
        Map<String, Coordinates> places = new HashMap<>();
        for (Node node : nodes) {
            node.coordinates().ifPresent(place -> places.put(node.name(), place));
        }
        return cables.stream().map(cable -> applyTo(cable, places)).toList();
    }

    private Link applyTo(Cable cable, Map<String, Coordinates> places) {
        Link link = cable.link();
        Coordinates a = places.get(link.a().node());
        Coordinates b = places.get(link.b().node());
        if (a == null || b == null) {
            return link;
        }
        long delay = Math.max(least, a.fibreDelayTo(b, factor));
        return new Link(
                link.a(),
                link.b(),
                cable.delayForward() ? link.forward() : link.forward().withDelay(delay),
                cable.delayBackward() ? link.backward() : link.backward().withDelay(delay),
                link.mtu());
    }
}
