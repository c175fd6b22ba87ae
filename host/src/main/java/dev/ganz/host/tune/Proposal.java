package dev.ganz.host.tune;

import java.util.List;

/**
 * Steps that belong together.
 *
 * @param why in words, with the source
 */
public record Proposal(String why, List<Step> steps) {
    public Proposal {
        steps = List.copyOf(steps);
    }
}
