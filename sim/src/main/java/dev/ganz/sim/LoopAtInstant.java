package dev.ganz.sim;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.NaturalOrder;
import java.util.SortedSet;
import java.util.TreeSet;

/** Frames that circle without delay: time would stand still for ever. Collects who takes part before the run is ended. */
final class LoopAtInstant {
    /** Events that are looked at: enough for several rounds of any ring that a person draws. */
    static final int WATCHED = 10_000;

    private static final int NAMED = 8;

    private final SortedSet<String> nodes = new TreeSet<>(NaturalOrder::compare);

    void add(String node) {
        nodes.add(node);
    }

    /** The end of a run in which ten million events happened at {@code now}. */
    InvalidInput end(long now) {
        String named = String.join(", ", nodes.stream().limit(NAMED).toList());
        int more = nodes.size() - NAMED;
        return new InvalidInput(
                "virtual time stands still at " + now / 1e9
                        + " s: ten million events at one instant, and no end, between " + named
                        + (more > 0 ? " and " + more + " more" : "")
                        + "; expected a network without loops of switches: remove a link, or give the links of the loop a delay to watch it");
    }
}
