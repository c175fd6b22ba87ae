package dev.ganz.stack.scenario;

import dev.ganz.lab.Expectation;
import dev.ganz.lab.Lab;
import dev.ganz.lab.LabIndex;
import dev.ganz.stack.ip.Sockets;
import dev.ganz.stack.result.ExpectationResult;
import dev.ganz.stack.result.FlowResult;
import dev.ganz.stack.result.PingResult;
import dev.ganz.stack.result.PingSummary;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The traffic of a lab, the requests that its expectations send, and the verdicts: the same in virtual and in real time. The world says
 * which nodes have power and gives each its {@link Sockets}. For one thread.
 */
public final class Scenario {
    private final Lab lab;
    private final Pings pings;
    private final UdpFlows flows;

    /** @param lab with addresses, a sound one */
    public Scenario(Lab lab) {
        this.lab = lab;
        LabIndex index = new LabIndex(lab);
        this.pings = new Pings(index);
        this.flows = new UdpFlows(index);
    }

    /** A node has power: its programs start, and go on where they were. */
    public void powered(Sockets node) {
        pings.powered(node);
        flows.powered(node);
    }

    /** A node has lost power, and its sockets are gone. */
    public void crashed(String node) {
        pings.crashed(node);
        flows.crashed(node);
    }

    /** Is called when the last answer or datagram has come, or might have. */
    public void whenDone(Runnable listener) {
        pings.whenDone(listener);
        flows.whenDone(listener);
    }

    /** Until when faults and expectations go on, nanoseconds. */
    public long busyUntil() {
        return lab.expectations().stream().mapToLong(Probes::deadline).reduce(FaultPlan.end(lab), Math::max);
    }

    /** True if all is sent and answered; to be asked when all faults are over: a node without power stays so. */
    public boolean isDone() {
        return pings.areDone() && flows.areDone();
    }

    /** When all was sent and answered, if it is. */
    public long doneAt() {
        return Math.max(pings.latestChange(), flows.latestChange());
    }

    /** When what has not arrived is given up; 0 without traffic. */
    public long latest() {
        return Math.max(pings.latest(), flows.latest());
    }

    public List<PingResult> pings() {
        return pings.results();
    }

    public PingSummary summary(List<PingResult> results) {
        return pings.summary(results);
    }

    public List<FlowResult> flows() {
        return flows.results();
    }

    /**
     * What became of the expectations, in the lab's order.
     *
     * @param end when the run ended
     */
    public List<ExpectationResult> expectations(long end, List<FlowResult> flowResults) {
        return IntStream.range(0, lab.expectations().size())
                .mapToObj(i -> expectation(i, end, flowResults))
                .toList();
    }

    private ExpectationResult expectation(int number, long end, List<FlowResult> flowResults) {
        return switch (lab.expectations().get(number)) {
            case Expectation.ReachableAt at -> Verdicts.reachableAt(at, pings.probe(number), end);
            case Expectation.ReachableWithin within -> Verdicts.reachableWithin(within, pings.probe(number), end);
            case Expectation.Recovers recovers -> Verdicts.recovers(recovers, pings.probe(number));
            case Expectation.OfPing ping -> Verdicts.ofPing(ping, pings.between(ping.from(), ping.to()));
            case Expectation.OfFlow flow -> ofFlow(flow, flowResults);
        };
    }

    private static ExpectationResult ofFlow(Expectation.OfFlow expected, List<FlowResult> flowResults) {
        return flowResults.stream()
                .filter(flow -> flow.name().equals(expected.flow()))
                .findFirst()
                .map(flow -> Verdicts.ofFlow(expected, flow))
                .orElse(new ExpectationResult(expected.text(), false, "no flow " + expected.flow()));
    }
}
