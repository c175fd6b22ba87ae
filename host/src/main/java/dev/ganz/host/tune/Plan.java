package dev.ganz.host.tune;

import java.util.List;
import java.util.stream.Stream;

/**
 * What would change on a machine.
 *
 * @param remarks what could win over it, and what was left out, a sentence each
 */
public record Plan(String profile, List<Proposal> proposals, List<String> remarks) {
    public Plan {
        proposals = List.copyOf(proposals);
        remarks = List.copyOf(remarks);
    }

    /** All steps: those that hold at once, then those for the next boot. */
    public List<Step> steps() {
        return Stream.concat(steps(true), steps(false)).toList();
    }

    private Stream<Step> steps(boolean live) {
        return proposals.stream().flatMap(proposal -> proposal.steps().stream()).filter(step -> step.isLive() == live);
    }
}
