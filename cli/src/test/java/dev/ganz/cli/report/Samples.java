package dev.ganz.cli.report;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.Lab;
import dev.ganz.stack.DropReason;
import dev.ganz.stack.result.ExpectationResult;
import dev.ganz.stack.result.FlowResult;
import dev.ganz.stack.result.LinkResult;
import dev.ganz.stack.result.NodeDrops;
import dev.ganz.stack.result.PingResult;
import dev.ganz.stack.result.PingSummary;
import dev.ganz.stack.result.Quantiles;
import dev.ganz.stack.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Results of runs as they might be. */
final class Samples {
    static final Lab LAB = new Lab(
            "branch-office", 7, OptionalLong.empty(), true, List.of(), List.of(), List.of(), List.of(), List.of());

    private Samples() {}

    static long millis(double value) {
        return Math.round(value * 1e6);
    }

    /** A few of everything: two flows, names with what each format must escape, an expectation that failed. */
    static RunResult small() {
        List<PingResult> pings = List.of(
                new PingResult(
                        "ping hq branch",
                        "hq",
                        "branch",
                        50,
                        48,
                        1,
                        millis(41.93),
                        many(40.012, 41.7, 41.5, 44.2, 49.871, 50.002),
                        Optional.empty()),
                PingResult.answered("quoted \"a,b\"", "hq", "core \"<&>\", 2", millis(0.024)),
                PingResult.unanswered("lost", "branch", "Zürich\u001b[31m", 3, "no route"));
        return new RunResult(
                "branch-office",
                7,
                30_000_000_000L,
                412_345_678L,
                Optional.of(new RunResult.Computed(123_456, 98_765, 0x0123456789abcdefL)),
                pings,
                PingSummary.of(pings, many(0.024, 40.9, 41.4, 44.2, 49.8, 50.002)),
                flows(),
                List.of(
                        link("hq:eth1", "core:eth1", 12_345, 9_876_543, LinkResult.Drops.NONE, 0),
                        link("core:eth1", "hq:eth1", 345, 56_789, LinkResult.Drops.NONE, 0),
                        link("core:eth2", "branch:eth1", 11_111, 8_765_432, new LinkResult.Drops(55, 60, 7, 0), 0.934),
                        link("branch:eth1", "core:eth2", 0, 0, LinkResult.Drops.NONE, 0)),
                List.of(new NodeDrops("branch", DropReason.NO_ROUTE, 3)),
                List.of(
                        new ExpectationResult("hq reaches branch within 1s", true, "answered after 41.93 ms"),
                        new ExpectationResult("flow backup: goodput >= 4mbit", false, "goodput 3.91 Mbit/s")),
                List.of("commands of 1 node were skipped: programs run in the live world only"));
    }

    /** All pairs of {@code nodes} nodes in a row, 1.5 ms apart, the last one cut off. */
    static RunResult mesh(int nodes) {
        List<PingResult> pings = new ArrayList<>();
        for (int from = 0; from < nodes; from++) {
            for (int to = 0; to < nodes; to++) {
                String name = "ping n" + from + " n" + to;
                if (from != to) {
                    pings.add(
                            Math.max(from, to) == nodes - 1
                                    ? PingResult.unanswered(name, "n" + from, "n" + to, 1, "no route")
                                    : PingResult.answered(name, "n" + from, "n" + to, millis(3 * Math.abs(from - to))));
                }
            }
        }
        List<LinkResult> links = new ArrayList<>();
        for (int i = 0; i + 1 < nodes; i++) {
            long packets = 100 + 10L * i * (nodes - i);
            links.add(link("n" + i + ":eth2", "n" + (i + 1) + ":eth1", packets, packets * 98, drops(i), 0.002 * i));
        }
        return new RunResult(
                "row",
                1,
                400_000_000L,
                21_000_000L,
                Optional.of(new RunResult.Computed(10_000, 9_000, -2)),
                pings,
                PingSummary.of(pings, many(3, 30, 27, 75, 105, 111)),
                List.of(),
                links,
                List.of(),
                List.of(),
                List.of());
    }

    private static LinkResult.Drops drops(int i) {
        return i % 13 == 5 ? new LinkResult.Drops(0, i, 0, 0) : LinkResult.Drops.NONE;
    }

    private static List<FlowResult> flows() {
        FlowResult udp = new FlowResult(
                "voice",
                "hq",
                "branch",
                "udp",
                1_000_000_000,
                10_000_000_000L,
                4_912_345.5,
                6_250_000,
                6_140_416,
                12_207,
                11_993,
                214,
                12,
                3,
                many(20.1, 21.2, 21.0, 23.3, 31.5, 44.25),
                Optional.empty());
        FlowResult tcp = new FlowResult(
                "backup",
                "branch",
                "hq",
                "tcp",
                2_000_000_000,
                102_300_000_000L,
                3_910_000,
                50_000_000,
                50_000_000,
                34_530,
                34_247,
                283,
                0,
                0,
                Quantiles.NONE,
                Optional.of(new FlowResult.Connection(
                        283,
                        OptionalLong.of(102_300_000_000L),
                        many(40, 55, 52, 70, 90, 120.5),
                        new Quantiles.Many(1448, 48_000, 50_000, 70_000, 72_000, 73_848))));
        return List.of(udp, tcp);
    }

    private static LinkResult link(
            String from, String to, long packets, long bytes, LinkResult.Drops drops, double utilisation) {
        return new LinkResult(
                endpoint(from),
                endpoint(to),
                packets,
                bytes,
                drops,
                0,
                0,
                0,
                utilisation,
                utilisation * 14_000.25,
                utilisation > 0.5 ? 140_000 : 0);
    }

    private static Endpoint endpoint(String text) {
        int colon = text.indexOf(':');
        return new Endpoint(text.substring(0, colon), text.substring(colon + 1));
    }

    static Quantiles many(double min, double mean, double p50, double p90, double p99, double max) {
        return new Quantiles.Many(millis(min), millis(mean), millis(p50), millis(p90), millis(p99), millis(max));
    }
}
