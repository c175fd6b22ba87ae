package dev.ganz.sim.result;

import java.util.List;

/**
 * Everything that a run found out.
 *
 * @param lab its name
 * @param simulatedNanos virtual time from the beginning to the end of the run
 * @param wallNanos real time that took; the only component that differs between two runs of the same lab and seed
 * @param events taken from the event queue
 * @param packetHops frames delivered by a link to a node
 * @param digest of all deliveries: the same for the same lab and seed, on any machine, with any number of threads
 * @param pings in the order of the lab's traffic
 * @param flows in the order of the lab's traffic
 * @param links two directions for each link of the lab, forward then backward, in the lab's order
 * @param nodeDrops by node name, then reason
 * @param expectations in the lab's order
 * @param notes what the reader must know to trust the numbers: whole sentences ("commands of 3 nodes were skipped ...")
 */
public record RunResult(
        String lab,
        long seed,
        long simulatedNanos,
        long wallNanos,
        long events,
        long packetHops,
        long digest,
        List<PingResult> pings,
        PingSummary pingSummary,
        List<FlowResult> flows,
        List<LinkResult> links,
        List<NodeDrops> nodeDrops,
        List<ExpectationResult> expectations,
        List<String> notes) {

    public RunResult {
        pings = List.copyOf(pings);
        flows = List.copyOf(flows);
        links = List.copyOf(links);
        nodeDrops = List.copyOf(nodeDrops);
        expectations = List.copyOf(expectations);
        notes = List.copyOf(notes);
    }

    /** False if an expectation failed. */
    public boolean passed() {
        return expectations.stream().allMatch(ExpectationResult::passed);
    }
}
