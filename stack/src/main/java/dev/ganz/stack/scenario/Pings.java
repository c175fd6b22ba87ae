package dev.ganz.stack.scenario;

import dev.ganz.lab.Expectation;
import dev.ganz.lab.Lab;
import dev.ganz.lab.LabIndex;
import dev.ganz.lab.Node;
import dev.ganz.lab.Traffic;
import dev.ganz.stack.ip.IcmpError;
import dev.ganz.stack.ip.Sockets;
import dev.ganz.stack.result.PingResult;
import dev.ganz.stack.result.PingSummary;
import dev.ganz.wire.addr.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All echo requests of a run: the lab's own pings, and the probes of its expectations. */
final class Pings {
    /** So long an answer is waited for after the last request, even if nothing seems to be under way: a node may hold it. */
    private static final long PATIENCE = 5_000_000_000L;

    private final Map<String, Pinger> pingers = new TreeMap<>();
    private final List<EchoSeries> traffic = new ArrayList<>();
    /** In the lab's order of expectations; only of those that ask by themselves. */
    private final Map<Integer, EchoSeries> probes = new TreeMap<>();

    private final Samples rtts = new Samples();
    private long open;
    private long latestChange;
    private long lastSent;
    private Runnable doneListener = () -> {};

    Pings(LabIndex index) {
        Lab lab = index.lab();
        List<Expectation.OfPing> bounds = lab.expectations().stream()
                .filter(Expectation.OfPing.class::isInstance)
                .map(Expectation.OfPing.class::cast)
                .toList();
        for (Traffic flow : lab.traffic()) {
            if (flow instanceof Traffic.Ping ping) {
                Node from = node(index, ping.from());
                Node to = node(index, ping.to());
                boolean keepsEach = bounds.stream().anyMatch(bound -> isFor(bound, ping));
                traffic.add(enter(new EchoSeries(
                        ping.name(),
                        ping.from(),
                        ping.to(),
                        Targets.address(from, to, ping.family()).orElse(null),
                        ping.start(),
                        ping.every(),
                        ping.count(),
                        ping.size(),
                        keepsEach)));
            }
        }
        for (int i = 0; i < lab.expectations().size(); i++) {
            int number = i;
            Probes.of(lab.expectations().get(i))
                    .ifPresent(schedule -> probes.put(number, probe(number, schedule, index)));
        }
    }

    static Node node(LabIndex index, String name) {
        return index.node(name).orElseThrow(() -> new IllegalArgumentException("no node " + name + " in the lab"));
    }

    private static boolean isFor(Expectation.OfPing bound, Traffic.Ping ping) {
        return bound.from().equals(ping.from()) && bound.to().equals(ping.to());
    }

    private EchoSeries probe(int number, Probes.Schedule schedule, LabIndex index) {
        Node from = node(index, schedule.from());
        Node to = node(index, schedule.to());
        return enter(new EchoSeries(
                "expectation " + (number + 1),
                schedule.from(),
                schedule.to(),
                Targets.address(from, to, Traffic.Family.ANY).orElse(null),
                schedule.start(),
                schedule.every(),
                schedule.count(),
                Probes.SIZE,
                false));
    }

    private EchoSeries enter(EchoSeries series) {
        pingers.computeIfAbsent(series.from, _ -> new Pinger(this)).add(series);
        lastSent = Math.max(lastSent, series.start + (series.count - 1) * series.every);
        return series;
    }

    void powered(Sockets node) {
        Pinger pinger = pingers.get(node.name());
        if (pinger != null) {
            pinger.attach(node);
        }
    }

    void crashed(String node) {
        Pinger pinger = pingers.get(node);
        if (pinger != null) {
            pinger.detach();
        }
    }

    /** Is called when the last answer has come, or might have. */
    void whenDone(Runnable listener) {
        doneListener = listener;
    }

    /** The last request of a series has been sent. */
    void sent(EchoSeries series, long now) {
        latestChange = Math.max(latestChange, now);
        open += series.isDone() ? 0 : 1;
        tellIfDone();
    }

    private void tellIfDone() {
        if (open == 0) {
            doneListener.run();
        }
    }

    void answered(EchoSeries series, long rtt, long now) {
        rtts.add(rtt);
        if (series.isDone()) {
            latestChange = Math.max(latestChange, now);
            open--;
            tellIfDone();
        }
    }

    /** True if all is sent and answered; to be asked when all faults are over: a node without power stays so. */
    boolean areDone() {
        return open == 0 && pingers.values().stream().allMatch(Pinger::isIdle);
    }

    /** When a series last became complete, by its requests or their answers. */
    long latestChange() {
        return latestChange;
    }

    /** When what has not been answered is given up; 0 without pings. */
    long latest() {
        return pingers.isEmpty() ? 0 : lastSent + PATIENCE;
    }

    EchoSeries probe(int expectation) {
        EchoSeries probe = probes.get(expectation);
        if (probe == null) {
            throw new IllegalArgumentException("expectation " + expectation + " has no probe");
        }
        return probe;
    }

    List<EchoSeries> between(String from, String to) {
        return traffic.stream()
                .filter(series -> series.from.equals(from) && series.to.equals(to))
                .toList();
    }

    List<PingResult> results() {
        return traffic.stream().map(EchoSeries::result).toList();
    }

    PingSummary summary(List<PingResult> results) {
        return PingSummary.of(results, rtts.quantiles());
    }

    /** What an ICMP error says, in the words of ping(8). */
    static String text(IcmpError error) {
        return error.destination() instanceof Ipv4Address ? ipv4(error) : ipv6(error);
    }

    private static String ipv4(IcmpError error) {
        return switch (error.type()) {
            case 3 ->
                switch (error.code()) {
                    case 0, 6 -> "network unreachable";
                    case 1, 7 -> "host unreachable";
                    case 2 -> "protocol unreachable";
                    case 3 -> "port unreachable";
                    case 4 -> "fragmentation needed, MTU " + error.mtu();
                    default -> "prohibited";
                };
            case 11 -> error.code() == 0 ? "time to live exceeded" : "reassembly time exceeded";
            default -> "ICMP type " + error.type();
        };
    }

    private static String ipv6(IcmpError error) {
        return switch (error.type()) {
            case 1 ->
                switch (error.code()) {
                    case 0 -> "no route";
                    case 3 -> "host unreachable";
                    case 4 -> "port unreachable";
                    default -> "prohibited";
                };
            case 2 -> "packet too big, MTU " + error.mtu();
            case 3 -> error.code() == 0 ? "hop limit exceeded" : "reassembly time exceeded";
            default -> "ICMPv6 type " + error.type();
        };
    }
}
