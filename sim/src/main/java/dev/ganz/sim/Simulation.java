package dev.ganz.sim;

import dev.ganz.lab.Expectation;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.Node;
import dev.ganz.lab.addressing.Addressing;
import dev.ganz.lab.addressing.Cabling;
import dev.ganz.lab.check.LabCheck;
import dev.ganz.lab.check.Problem;
import dev.ganz.sim.result.ExpectationResult;
import dev.ganz.sim.result.FlowResult;
import dev.ganz.sim.result.LabEvent;
import dev.ganz.sim.result.LinkResult;
import dev.ganz.sim.result.NodeDrops;
import dev.ganz.sim.result.PingResult;
import dev.ganz.sim.result.RunResult;
import dev.ganz.stack.Device;
import dev.ganz.stack.DropReason;
import dev.ganz.stack.channel.ChannelStatistics;
import dev.ganz.stack.ip.IpNode;
import dev.ganz.stack.routing.ShortestPaths;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * One run of a lab in virtual time. A run is single-threaded and depends on nothing but the lab, its seed and the options: not on the
 * order of the lab's lists, not on the machine, not on the time of day.
 */
public final class Simulation {
    private final Lab lab;
    private final SimulationOptions options;
    private final Observers observers;
    private final Engine engine;
    private final Network network;
    private final Pings pings;
    private final UdpFlows flows;
    /** The time over which averages are taken, nanoseconds. */
    private long measured;

    private Simulation(Lab lab, SimulationOptions options, Observers observers) {
        this.lab = lab;
        this.options = options;
        this.observers = observers;
        this.engine = new Engine(observers, options.progress());
        Cabling cabling = Cabling.of(lab);
        ShortestPaths paths = new ShortestPaths(cabling);
        this.network = new Network(cabling, engine, observers, paths, new Devices(cabling, paths));
        this.pings = new Pings(lab, network);
        this.flows = new UdpFlows(lab, network);
        network.listen(new Network.PowerListener() {
            @Override
            public void powered(Device device) {
                if (device instanceof IpNode node) {
                    pings.powered(node);
                    flows.powered(node);
                }
            }

            @Override
            public void crashed(String node) {
                pings.crashed(node);
                flows.crashed(node);
            }
        });
    }

    /**
     * Runs a lab to its end. Interfaces without addresses are given some first, if the lab wants that.
     *
     * @throws InvalidInput if {@link LabCheck} finds the lab wrong, {@link SimulationCheck} finds that it asks for what is not
     *     there, or it asks for something that cannot be: a loop of switches, a capture of a node that is not there, a file that
     *     cannot be written
     */
    public static RunResult run(Lab lab, SimulationOptions options) {
        LabCheck.require(lab);
        for (Problem missing : SimulationCheck.problemsOf(lab)) {
            throw new InvalidInput(missing.in(lab));
        }
        Lab complete = Addressing.complete(lab);
        long begin = options.clock().getAsLong();
        try (Observers observers = Observers.open(complete, options)) {
            Simulation simulation = new Simulation(complete, options, observers);
            simulation.observers.tap(simulation.network);
            simulation.run();
            RunResult result = simulation.result(options.clock().getAsLong() - begin);
            observers.commit(result.digest());
            return result;
        }
    }

    private void run() {
        long faultsEnd = new Faults(lab, network, engine, observers).enter();
        network.start();
        long last = options.until().orElse(lab.duration().orElse(EventQueue.NEVER));
        if (last == EventQueue.NEVER) {
            long busy = lab.expectations().stream().mapToLong(Probes::deadline).reduce(faultsEnd, Math::max);
            new EndOfRun(engine, pings, flows).await(busy);
        }
        observers.event(0, LabEvent.Kind.NOTE, "", lab.nodes().size() + " nodes have power");
        engine.run(last);
        // the time that a run without an end of its own waits for lost packets is not part of what the links did
        measured = last == EventQueue.NEVER && engine.lastHop() > 0 ? engine.lastHop() : engine.now();
    }

    private RunResult result(long wallNanos) {
        List<PingResult> pingResults = pings.results();
        List<FlowResult> flowResults = flows.results();
        return new RunResult(
                lab.name(),
                lab.seed(),
                engine.now(),
                wallNanos,
                engine.events(),
                engine.packetHops(),
                engine.digest(),
                pingResults,
                pings.summary(pingResults),
                flowResults,
                links(),
                nodeDrops(),
                expectations(flowResults),
                notes());
    }

    private List<LinkResult> links() {
        List<LinkResult> results = new ArrayList<>(2 * lab.links().size());
        for (int link = 0; link < lab.links().size(); link++) {
            Link cable = lab.links().get(link);
            results.add(result(network.direction(link, true), cable.forward().rate() > 0));
            results.add(result(network.direction(link, false), cable.backward().rate() > 0));
        }
        return results;
    }

    private LinkResult result(Lane lane, boolean limited) {
        if (!lane.isUsed()) {
            LinkResult.Drops drops = new LinkResult.Drops(0, 0, 0, lane.partitioned);
            return new LinkResult(lane.fromEnd(), lane.toEnd(), 0, 0, drops, 0, 0, 0, 0, 0, 0);
        }
        ChannelStatistics counted = lane.channel().statistics(engine.now()).over(measured);
        return new LinkResult(
                lane.fromEnd(),
                lane.toEnd(),
                counted.sent().frames(),
                counted.sent().octets(),
                new LinkResult.Drops(
                        counted.queueDrops().frames(),
                        counted.lost().frames(),
                        counted.downDrops().frames(),
                        lane.partitioned),
                counted.duplicates(),
                counted.corruptions(),
                counted.marks(),
                limited ? counted.utilisation() : 0,
                counted.meanQueueOctets(),
                counted.queue().peakOctets());
    }

    private List<NodeDrops> nodeDrops() {
        List<NodeDrops> drops = new ArrayList<>();
        for (NodeRuntime node : network.nodesByName()) {
            for (DropReason reason : DropReason.values()) {
                if (node.drops(reason) > 0) {
                    drops.add(new NodeDrops(node.node().name(), reason, node.drops(reason)));
                }
            }
        }
        return drops;
    }

    private List<ExpectationResult> expectations(List<FlowResult> flowResults) {
        List<ExpectationResult> results = new ArrayList<>();
        for (int i = 0; i < lab.expectations().size(); i++) {
            ExpectationResult result = switch (lab.expectations().get(i)) {
                case Expectation.ReachableAt at -> Verdicts.reachableAt(at, pings.probe(i), engine.now());
                case Expectation.ReachableWithin within ->
                    Verdicts.reachableWithin(within, pings.probe(i), engine.now());
                case Expectation.Recovers recovers -> Verdicts.recovers(recovers, pings.probe(i));
                case Expectation.OfPing ping -> Verdicts.ofPing(ping, pings.between(ping.from(), ping.to()));
                case Expectation.OfFlow flow -> ofFlow(flow, flowResults);
            };
            observers.event(
                    engine.now(),
                    LabEvent.Kind.EXPECTATION,
                    "",
                    (result.passed() ? "passed: " : "failed: ") + result.text() + " (" + result.actual() + ")");
            results.add(result);
        }
        return results;
    }

    private ExpectationResult ofFlow(Expectation.OfFlow expected, List<FlowResult> flowResults) {
        return flowResults.stream()
                .filter(flow -> flow.name().equals(expected.flow()))
                .findFirst()
                .map(flow -> Verdicts.ofFlow(expected, flow))
                .orElse(new ExpectationResult(expected.text(), false, "no flow " + expected.flow()));
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<Node> withCommands = lab.nodes().stream()
                .filter(node -> node.workload().hasCommands())
                .toList();
        if (!withCommands.isEmpty()) {
            notes.add("commands of " + named(withCommands) + " were not run: virtual time runs no programs");
        }
        noteStandIns("router", EnumSet.of(Node.Kind.FRR, Node.Kind.BIRD), notes);
        noteStandIns("host", EnumSet.of(Node.Kind.LINUX, Node.Kind.VM, Node.Kind.EXTERNAL), notes);
        List<Node> mute = lab.automaticAddresses()
                ? List.of()
                : lab.nodes().stream().filter(Simulation::isMute).toList();
        if (!mute.isEmpty()) {
            notes.add(named(mute) + (mute.size() == 1 ? " has" : " have")
                    + " no address; \"addressing: automatic\" in the file gives one to every interface");
        }
        return notes;
    }

    private void noteStandIns(String role, Set<Node.Kind> kinds, List<String> notes) {
        List<Node> nodes =
                lab.nodes().stream().filter(node -> kinds.contains(node.kind())).toList();
        if (!nodes.isEmpty()) {
            notes.add(
                    named(nodes) + " took part as " + (nodes.size() == 1 ? "a plain " + role : "plain " + role + "s"));
        }
    }

    private static boolean isMute(Node node) {
        return node.kind() != Node.Kind.SWITCH
                && node.loopbacks().isEmpty()
                && node.interfaces().stream().allMatch(each -> each.addresses().isEmpty());
    }

    private static String named(List<Node> nodes) {
        String first = nodes.getFirst().name();
        return nodes.size() == 1 ? first : nodes.size() + " nodes (" + first + ", …)";
    }
}
