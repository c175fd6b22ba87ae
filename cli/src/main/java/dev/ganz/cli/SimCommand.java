package dev.ganz.cli;

import dev.ganz.cli.report.EventWriter;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Traffic.Family;
import dev.ganz.lab.check.Problem;
import dev.ganz.lab.file.LabFile;
import dev.ganz.lab.unit.Durations;
import dev.ganz.sim.Simulation;
import dev.ganz.sim.SimulationCheck;
import dev.ganz.sim.SimulationOptions;
import dev.ganz.sim.result.Progress;
import dev.ganz.sim.result.RunResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Runs a lab in virtual time and reports. */
@Command(
        name = "sim",
        header = "Run a lab in virtual time.",
        description = {
            "",
            "Runs the lab faster than real time, the same way on every machine: the same lab and seed give the same packets."
                    + " Prints round-trip times, flows, the load of links and whether expectations held.",
            "",
            "  ganz sim labs/branch-office.yaml",
            "  ganz sim Geant2012.graphml --ping all",
            "  ganz sim lab.yaml --udp hq,branch,5mbit,10s --capture core:eth2=core.pcapng",
            "",
        },
        sortOptions = false,
        abbreviateSynopsis = true)
final class SimCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "LAB",
            description = "A lab file, a containerlab topology, a map in GraphML or GML, or - for standard input.")
    String lab = "";

    @ArgGroup(validate = false, heading = "%nTraffic besides that of the lab:%n", order = 1)
    TrafficOptions traffic = new TrafficOptions();

    @ArgGroup(validate = false, heading = "%nThe run:%n", order = 2)
    RunOptions run = new RunOptions();

    @ArgGroup(validate = false, heading = "%nWhat is written:%n", order = 3)
    OutputOptions output = new OutputOptions();

    @Mixin
    Verbosity verbosity = new Verbosity();

    SimCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static final class TrafficOptions {
        @Option(
                names = "--ping",
                paramLabel = "all|A,B",
                description =
                        "Ping from A to B once, or every node from every other; A,B,COUNT,EVERY sends more: hq,branch,50,100ms.")
        List<String> pings = new ArrayList<>();

        @Option(
                names = "--udp",
                paramLabel = "A,B,RATE,TIME",
                description = "Send datagrams: hq,branch,5mbit,10s; a size may follow: 512B.")
        List<String> udp = new ArrayList<>();

        @Option(
                names = {"-4", "--ipv4"},
                description = "The traffic of --ping and --udp over IPv4.")
        boolean ipv4;

        @Option(
                names = {"-6", "--ipv6"},
                description = "The traffic of --ping and --udp over IPv6.")
        boolean ipv6;
    }

    static final class RunOptions {
        @Option(
                names = "--seed",
                paramLabel = "N",
                converter = SeedConverter.class,
                description = "Another seed than the lab's: a whole number of 64 bits.")
        @Nullable
        Long seed;

        @Option(names = "--until", paramLabel = "TIME", description = "End the run at a virtual time, such as 30s.")
        @Nullable
        String until;
    }

    /** Reads a seed, for whose lack of digits picocli has no words that a user would understand. */
    static final class SeedConverter implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                return Long.decode(text);
            } catch (NumberFormatException refused) {
                throw (TypeConversionException)
                        new TypeConversionException("expected a whole number, found \"" + text + "\"")
                                .initCause(refused);
            }
        }
    }

    static final class OutputOptions {
        @Option(
                names = {"-f", "--format"},
                paramLabel = "FORMAT",
                converter = Format.Converter.class,
                description = "text, json, csv or junit; text unless the name after -o says otherwise.")
        @Nullable
        Format format;

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                description = "Write the report to a file instead of standard output.")
        String file = "-";

        @Option(
                names = "--capture",
                paramLabel = "WHAT[=FILE]",
                description =
                        "Capture an interface (core:eth2) or all of a node (core) as pcapng; several may share a file.")
        List<String> captures = new ArrayList<>();

        @Option(
                names = "--events",
                paramLabel = "FILE",
                description =
                        "Write faults, carrier, drops and verdicts on one time axis; JSON Lines if the name ends in .jsonl,"
                                + " - for standard output.")
        @Nullable
        String events;

        @Option(names = "--record", paramLabel = "FILE", description = "Record every delivery, for ganz diff.")
        @Nullable
        String record;
    }

    @Override
    public Integer call() throws IOException {
        OptionalLong until = run.until == null ? OptionalLong.empty() : OptionalLong.of(until(run.until));
        Format format = Format.of(output.format, output.file);
        if ("-".equals(output.events) && format != Format.TEXT && output.file.equals("-")) {
            throw new InvalidInput("--events - and a report as " + format
                    + " cannot both go to standard output; name a file for one of them");
        }
        List<SimulationOptions.Capture> captures =
                output.captures.stream().map(this::capture).toList();
        refuseSharedFiles();
        LabFile source = LabSource.open(terminal, lab).read();
        for (Problem missing : SimulationCheck.problemsOf(source.lab())) {
            throw new InvalidInput(source.sentence(missing));
        }
        Lab complete =
                QuickTraffic.add(seeded(source.lab()), traffic.pings, traffic.udp, family(traffic.ipv4, traffic.ipv6));
        try (Outlet report = Outlet.open(terminal, output.file);
                Outlet events = output.events == null ? null : Outlet.open(terminal, output.events)) {
            RunResult result = run(complete, until, captures, events);
            if (events != null) {
                events.commit();
            }
            format.report(report.isFile() ? terminal.fileStyle() : terminal.outStyle(), verbosity.verbose)
                    .write(complete, result, report.writer());
            report.commit();
            notes(source, complete, result);
            return result.passed() ? ExitStatus.OK : ExitStatus.FAILED;
        }
    }

    private RunResult run(
            Lab complete, OptionalLong until, List<SimulationOptions.Capture> captures, @Nullable Outlet events)
            throws IOException {
        EventWriter log = events == null ? null : new EventWriter(events.writer(), events.isNamed(".jsonl"));
        try (ProgressBar bar = new ProgressBar(terminal, ExpectedEnd.of(complete, until))) {
            Progress progress = terminal.errIsTerminal() && !verbosity.quiet ? bar : Progress.NONE;
            return Simulation.run(
                    complete,
                    new SimulationOptions(
                            until,
                            captures,
                            Optional.ofNullable(output.record).map(terminal::path),
                            progress,
                            log,
                            terminal.clock()));
        }
    }

    private void notes(LabFile source, Lab complete, RunResult result) {
        if (verbosity.quiet) {
            return;
        }
        source.notes().forEach(note -> terminal.say("note: " + note));
        for (String note : result.notes()) {
            terminal.say("note: " + note);
        }
        if (complete.traffic().isEmpty() && complete.expectations().isEmpty()) {
            terminal.say("note: the lab has no traffic; --ping all pings every node from every other");
        }
    }

    private void refuseSharedFiles() {
        OutputFiles files = new OutputFiles(terminal);
        files.reads(lab);
        files.writes("-o", output.file);
        files.writes("--events", output.events);
        files.writes("--record", output.record);
        output.captures.forEach(each -> files.writes("--capture", captureFile(each)));
    }

    private Lab seeded(Lab given) {
        if (run.seed == null) {
            return given;
        }
        return new Lab(
                given.name(),
                run.seed,
                given.duration(),
                given.automaticAddresses(),
                given.nodes(),
                given.links(),
                given.traffic(),
                given.faults(),
                given.expectations());
    }

    /** {@code core:eth2=core.pcapng}; without a name the file is called like what it holds, {@code core-eth2.pcapng}. */
    private SimulationOptions.Capture capture(String text) {
        return new SimulationOptions.Capture(what(text), terminal.path(captureFile(text)));
    }

    private static String what(String text) {
        int equals = text.indexOf('=');
        if (text.isEmpty() || equals == 0 || equals == text.length() - 1) {
            throw new InvalidInput("--capture " + text
                    + ": expected an interface or a node, and perhaps = and a file, such as core:eth2=core.pcapng");
        }
        return equals < 0 ? text : text.substring(0, equals);
    }

    private static String captureFile(String text) {
        int equals = text.indexOf('=');
        return equals < 0 ? text.replaceAll("[:/\\\\]", "-") + ".pcapng" : text.substring(equals + 1);
    }

    private static long until(String text) {
        try {
            return Durations.parse(text);
        } catch (InvalidInput refused) {
            throw new InvalidInput("--until: " + refused.getMessage(), refused);
        }
    }

    /** What -4 and -6 mean. */
    static Family family(boolean ipv4, boolean ipv6) {
        if (ipv4 && ipv6) {
            throw new InvalidInput("expected -4 or -6, found both; without either the lab's addresses decide");
        }
        return ipv4 ? Family.IPV4 : ipv6 ? Family.IPV6 : Family.ANY;
    }
}
