package dev.ganz.stack.result;

import java.util.List;
import java.util.Optional;

/**
 * Everything that a run found out.
 *
 * @param lab its name
 * @param simulatedNanos time of the run from its beginning to its end
 * @param wallNanos real time that took; in virtual time the only component that differs between two runs of the same lab and seed
 * @param computed what only virtual time knows; empty for a run in real time
 * @param pings in the order of the lab's traffic
 * @param flows in the order of the lab's traffic
 * @param links two directions for each link of the lab, forward then backward, in the lab's order; in real time those of wires alone
 * @param nodeDrops by node name, then reason
 * @param expectations in the lab's order
 * @param notes what the reader must know to trust the numbers: whole sentences ("commands of 3 nodes were skipped ...")
 */
public record RunResult(
        String lab,
        long seed,
        long simulatedNanos,
        long wallNanos,
        Optional<Computed> computed,
        List<PingResult> pings,
        PingSummary pingSummary,
        List<FlowResult> flows,
        List<LinkResult> links,
        List<NodeDrops> nodeDrops,
        List<ExpectationResult> expectations,
        List<String> notes) {

    /**
     * How a run in virtual time was computed.
     *
     * @param events taken from the event queue
     * @param packetHops frames delivered by a link to a node
     * @param digest of all deliveries: the same for the same lab and seed, on any machine, with any number of threads
     */
    public record Computed(long events, long packetHops, long digest) {}

    public RunResult {
        pings = List.copyOf(pings);
        flows = List.copyOf(flows);
        links = List.copyOf(links);
        nodeDrops = List.copyOf(nodeDrops);
        expectations = List.copyOf(expectations);
        notes = List.copyOf(notes);
    }

    /** Of a run in real time. */
    public static RunResult inRealTime(
            String lab,
            long seed,
            long nanos,
            List<PingResult> pings,
            PingSummary pingSummary,
            List<FlowResult> flows,
            List<LinkResult> links,
            List<ExpectationResult> expectations) {
        return new RunResult(
                lab,
                seed,
                nanos,
                nanos,
                Optional.empty(),
                pings,
                pingSummary,
                flows,
                links,
                List.of(),
                expectations,
                List.of());
    }

    /** Frames delivered by a link to a node in virtual time; 0 where nobody counted. */
    public long packetHops() {
        return computed.map(Computed::packetHops).orElse(0L);
    }

    /** The digest of a run in virtual time; 0 where there is none. */
    public long digest() {
        return computed.map(Computed::digest).orElse(0L);
    }

    /** False if an expectation failed. */
    public boolean passed() {
        return expectations.stream().allMatch(ExpectationResult::passed);
    }
}
