package dev.ganz.cli;

import dev.ganz.cli.plan.ConsolidationReport;
import dev.ganz.cli.plan.ConsolidationReport.Row;
import dev.ganz.lab.InvalidInput;
import dev.ganz.plan.demand.BitbrainsFile;
import dev.ganz.plan.demand.Consolidation;
import dev.ganz.plan.demand.HostType;
import dev.ganz.plan.demand.Replay;
import dev.ganz.plan.demand.Sizing;
import dev.ganz.plan.demand.Sizing.Mode;
import dev.ganz.plan.demand.Workload;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How many hosts are enough for the servers that were measured. */
@Command(
        name = "plan",
        header = "Find out how few hosts are enough.",
        synopsisSubcommandLabel = "[COMMAND]",
        description = {
            "",
            "  ganz plan --from samples/*.csv --host cpu=80GHz,memory=512GB,network-out=10gbit",
            "  ganz plan vbp FILE.vbp --time 2s",
            "  ganz plan roadef MODEL ASSIGNMENT --time 300s -o NEW",
            "",
            "Samples are traces of Bitbrains (GWA-T-12). The hosts are counted three times: by the mean of each server, by what it needs in"
                    + " each hour of a weekday and of a day at the weekend, and by its peak; then the samples are replayed on each plan.",
            "",
        },
        sortOptions = false,
        commandListHeading = "%nCommands:%n")
final class PlanCommand implements Callable<Integer> {
    private static final long TIME = 30_000_000_000L;

    private final Terminal terminal;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--from", paramLabel = "FILE", arity = "1..*", description = "Samples of servers.")
    List<String> files = List.of();

    @Mixin
    PlanHost host = new PlanHost();

    @Option(
            names = "--percentile",
            paramLabel = "NUMBER",
            description = "Of the samples of a slot, what share is to be covered: 95 by default; 100 is the peak.")
    double percentile = 95;

    @Option(names = "--growth", paramLabel = "NUMBER", description = "Percent that demands will grow: 0 by default.")
    double growth;

    @Mixin
    PlanSearch search = new PlanSearch();

    @Option(
            names = "-o",
            paramLabel = "FILE",
            description = "Write the host of each server by the plan of slots there, as CSV.")
    @Nullable
    String output;

    @Mixin
    TextOrJson form = new TextOrJson();

    @Mixin
    Verbosity verbosity = new Verbosity();

    private PlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new PlanCommand(terminal))
                .addSubcommand(new PlanVbpCommand(terminal))
                .addSubcommand(new PlanRoadefCommand(terminal));
    }

    @Override
    public Integer call() throws IOException {
        if (files.isEmpty()) {
            spec.commandLine().usage(terminal.printWriter());
            return ExitStatus.OK;
        }
        long start = PlanSearch.start(terminal);
        boolean asJson = form.isJson();
        HostType type = host.type();
        requireSoundNumbers();
        search.budget(terminal, start, TIME);
        OutputFiles outputs = new OutputFiles(terminal);
        files.forEach(outputs::reads);
        outputs.writes("-o", output);
        List<Workload> servers = servers();
        List<Row> rows = rows(servers, type, start);
        if (output != null) {
            write(
                    rows.stream()
                            .map(Row::plan)
                            .filter(plan -> plan.sizing().mode() == Mode.SLOTS)
                            .findFirst()
                            .orElseThrow(),
                    output);
        }
        ConsolidationReport report =
                new ConsolidationReport(servers, rows, terminal.clock().getAsLong() - start);
        try (Writer out = terminal.writer()) {
            if (asJson) {
                report.writeJson(out);
            } else {
                report.writeText(terminal.outStyle(), out);
            }
        }
        return ExitStatus.OK;
    }

    private void requireSoundNumbers() {
        if (!(percentile > 0 && percentile <= 100)) {
            throw new InvalidInput("--percentile " + percentile + ": expected more than 0 and at most 100");
        }
        if (!(growth >= 0 && growth <= 1000)) {
            throw new InvalidInput("--growth " + growth + ": expected 0 to 1000 percent");
        }
    }

    private List<Workload> servers() {
        List<Workload> servers = new ArrayList<>();
        for (String file : files) {
            for (Workload server : BitbrainsFile.read(file, terminal.path(file))) {
                if (servers.stream().anyMatch(other -> other.name().equals(server.name()))) {
                    throw new InvalidInput(
                            file + ": expected each server once, found \"" + server.name() + "\" a second time");
                }
                servers.add(server);
            }
        }
        return servers;
    }

    /** A plan for each mode, in their order; those that are left share the time that is left. */
    private List<Row> rows(List<Workload> servers, HostType type, long start) {
        List<Workload> measured =
                servers.stream().filter(server -> server.samples() > 0).toList();
        List<Row> rows = new ArrayList<>();
        int left = Mode.values().length;
        for (Mode mode : Mode.values()) {
            Sizing sizing = new Sizing(mode, percentile / 100, 1 + growth / 100);
            Consolidation plan = Consolidation.plan(
                    measured,
                    type,
                    sizing,
                    new SplittableRandom(search.seed),
                    search.part(terminal, start, TIME, left--));
            rows.add(new Row(plan, Replay.of(plan, type)));
        }
        return rows;
    }

    private void write(Consolidation plan, String name) throws IOException {
        try (Outlet outlet = Outlet.open(terminal, name)) {
            ConsolidationReport.writePlacement(plan, outlet.writer());
            outlet.commit();
        }
    }
}
