package dev.ganz.live.scenario;

import dev.ganz.lab.Expectation;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Traffic;
import dev.ganz.live.loop.EventLoop;
import dev.ganz.live.node.Cables;
import dev.ganz.live.node.Fabric;
import dev.ganz.stack.result.ExpectationResult;
import dev.ganz.stack.result.FlowResult;
import dev.ganz.stack.result.LabEvent;
import dev.ganz.stack.result.LinkResult;
import dev.ganz.stack.result.PingResult;
import dev.ganz.stack.result.RunResult;
import dev.ganz.stack.scenario.FaultPlan;
import dev.ganz.stack.scenario.FaultTurn;
import dev.ganz.stack.scenario.Scenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** One run of the scenario of a lab whose nodes are ready. Time 0 is when it begins. */
public final class LiveScenario {
    /** How often somebody looks whether all is over, nanoseconds. */
    private static final long LOOK = 10_000_000;

    private final Lab lab;
    private final Fabric fabric;
    private final Programs programs;
    private final EventLog events;
    private final Scenario scenario;
    /** Of nodes with power, for the loop's thread. */
    private final Map<String, NodeSockets> sockets = new TreeMap<>();

    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    /**
     * @param lab with addresses, without tcp
     */
    public LiveScenario(Lab lab, Fabric fabric, Programs programs, EventLog events) {
        this.lab = lab;
        this.fabric = fabric;
        this.programs = programs;
        this.events = events;
        this.scenario = new Scenario(lab);
    }

    /**
     * Runs it to its end. Once only.
     *
     * @throws InvalidInput if something of it cannot be done here, or it was cancelled
     */
    public RunResult run() throws IOException {
        try (EventLoop loop = new EventLoop("scenario")) {
            SortedSet<String> ends = ends();
            loop.ask(() -> {
                ends.forEach(name -> power(name, loop, 0));
                return ends;
            });
            FutureTask<Long> faults = new FutureTask<>(() -> perform(FaultPlan.of(lab), loop));
            Thread.ofPlatform().daemon().name("faults").start(faults);
            try {
                long end = await(loop, faults);
                return loop.ask(() -> result(end));
            } finally {
                over.countDown();
                result(faults);
                loop.ask(() -> {
                    sockets.values().forEach(NodeSockets::close);
                    return sockets;
                });
            }
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof InvalidInput refused) {
                throw new InvalidInput(String.valueOf(refused.getMessage()), refused);
            }
            throw failure;
        }
    }

    /** Ends a run, from another thread. */
    public void cancel() {
        cancelled.countDown();
    }

    /** The nodes that send or receive something. */
    private SortedSet<String> ends() {
        SortedSet<String> ends = new TreeSet<>();
        for (Traffic traffic : lab.traffic()) {
            ends.add(traffic.from());
            ends.add(traffic.to());
        }
        for (Expectation expectation : lab.expectations()) {
            switch (expectation) {
                case Expectation.ReachableAt at -> ends.add(at.from());
                case Expectation.ReachableWithin within -> ends.add(within.from());
                case Expectation.Recovers recovers -> ends.add(recovers.from());
                case Expectation.OfPing _, Expectation.OfFlow _ -> {
                    // of traffic
                }
            }
        }
        return ends;
    }

    private void power(String name, EventLoop loop, long time) {
        NodeSockets node = new NodeSockets(name, fabric.room(fabric.number(name)), loop);
        sockets.put(name, node);
        node.at(time, () -> scenario.powered(node));
    }

    private long await(EventLoop loop, FutureTask<Long> faults) throws IOException {
        while (true) {
            if (faults.isDone()) {
                result(faults);
            }
            long now = loop.now();
            if (isOver(now, loop)) {
                return now;
            }
            if (waits(cancelled, LOOK)) {
                throw new InvalidInput("the test was cancelled");
            }
        }
    }

    private boolean isOver(long now, EventLoop loop) {
        if (lab.duration().isPresent()) {
            return now >= lab.duration().getAsLong();
        }
        return now >= scenario.busyUntil() && loop.ask(() -> now >= scenario.latest() || scenario.isDone());
    }

    /** Does each turn when it is due, until all are done or the run is over. */
    private long perform(List<FaultTurn> turns, EventLoop loop) throws IOException {
        SortedSet<String> ends = ends();
        Programs all = new Programs() {
            @Override
            public void crashed(int node) {
                loop.ask(() -> {
                    String name = lab.nodes().get(node).name();
                    scenario.crashed(name);
                    NodeSockets gone = sockets.remove(name);
                    if (gone != null) {
                        gone.close();
                    }
                    return name;
                });
                programs.crashed(node);
            }

            @Override
            public void restarted(int node) {
                programs.restarted(node);
                String name = lab.nodes().get(node).name();
                if (ends.contains(name)) {
                    loop.ask(() -> {
                        power(name, loop, loop.now());
                        return name;
                    });
                }
            }
        };
        LiveFaults faults = new LiveFaults(lab, fabric, all, events, loop::now);
        for (FaultTurn turn : turns) {
            if (waits(over, turn.time() - loop.now())) {
                break;
            }
            faults.perform(turn);
        }
        return turns.size();
    }

    private static boolean waits(CountDownLatch latch, long nanos) throws IOException {
        try {
            return latch.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            throw new IOException("interrupted", interrupted);
        }
    }

    private static void result(FutureTask<Long> faults) throws IOException {
        try {
            faults.get();
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case IOException refused -> throw refused;
                case RuntimeException refused -> throw refused;
                case null, default -> throw new IllegalStateException(failure);
            }
        } catch (InterruptedException interrupted) {
            throw new IOException("interrupted", interrupted);
        }
    }

    private RunResult result(long end) {
        List<PingResult> pings = scenario.pings();
        List<FlowResult> flows = scenario.flows();
        List<ExpectationResult> expectations = scenario.expectations(end, flows);
        for (ExpectationResult each : expectations) {
            events.add(new LabEvent(end, LabEvent.Kind.EXPECTATION, "", each.verdict()));
        }
        return RunResult.inRealTime(
                lab.name(), lab.seed(), end, pings, scenario.summary(pings), flows, links(), expectations);
    }

    /** What the wires have counted; the kernel does not say what it passed on by itself. */
    private List<LinkResult> links() {
        List<LinkResult> links = new ArrayList<>();
        for (int link = 0; link < lab.links().size(); link++) {
            for (Cables.State each : fabric.cables().states(link)) {
                each.statistics()
                        .ifPresent(counted -> links.add(LinkResult.of(
                                each.direction().forward()
                                        ? each.link().a()
                                        : each.link().b(),
                                each.direction().forward()
                                        ? each.link().b()
                                        : each.link().a(),
                                counted,
                                0,
                                each.impairment().rate() > 0)));
            }
        }
        return links;
    }
}
