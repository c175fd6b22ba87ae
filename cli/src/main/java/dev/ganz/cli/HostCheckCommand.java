package dev.ganz.cli;

import dev.ganz.cli.report.FindingsReport;
import dev.ganz.host.Recording;
import dev.ganz.host.diagnosis.Diagnosis;
import dev.ganz.host.diagnosis.Finding;
import dev.ganz.host.file.RecordingFile;
import dev.ganz.lab.InvalidInput;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds out what slows a host down. */
@Command(
        name = "check",
        header = "Find out what slows a host down.",
        description = {
            "",
            "  ganz host check --for 10s",
            "  ganz host check host.jsonl top.txt iostat.json",
            "",
            "Names the cause, the evidence, who suffers and what to do, the worst first. A disk is blamed only where it is slow and",
            "somebody waits for it.",
            "",
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:no alarm", "1:something is wrong", "2:wrong input or usage"},
        sortOptions = false)
final class HostCheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "What ganz host record, iostat -x, sar, sadf -j, vmstat or top -b wrote; - is standard input."
                    + " Without files this machine is looked at.")
    List<String> files = new ArrayList<>();

    @Option(names = "--for", paramLabel = "TIME", description = "How long to look at this machine; 60s.")
    String time = "60s";

    @Mixin
    HostSampling sampling = new HostSampling();

    @Mixin
    TextOrJson form = new TextOrJson();

    @Mixin
    Verbosity verbosity = new Verbosity();

    HostCheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        List<Recording> recordings = new ArrayList<>();
        if (files.isEmpty()) {
            long count = sampling.count("--for", time);
            if (!verbosity.quiet && terminal.errIsTerminal()) {
                terminal.say("looking at this machine for " + time + " …");
            }
            recordings.add(sampling.record(terminal, count));
        }
        for (String file : files) {
            recordings.add(read(file));
        }
        List<FindingsReport> reports = recordings.stream()
                .map(recording -> new FindingsReport(recording, Diagnosis.of(recording)))
                .toList();
        try (Writer out = terminal.writer()) {
            if (form.isJson()) {
                FindingsReport.writeJson(reports, out);
            } else {
                FindingsReport.writeText(reports, terminal.outStyle(), out);
            }
        }
        boolean alarm =
                reports.stream().flatMap(report -> report.findings().stream()).anyMatch(Finding::isAlarm);
        return alarm ? ExitStatus.FAILED : ExitStatus.OK;
    }

    private Recording read(String file) {
        if (file.equals("-")) {
            return read("standard input", terminal.in());
        }
        Path path = terminal.path(file);
        if (Files.isDirectory(path)) {
            throw new InvalidInput(file + ": expected a recording of a host, found a directory");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            return read(file, in);
        } catch (IOException failure) {
            throw new InvalidInput("cannot read " + file + ": " + Failures.reason(failure), failure);
        }
    }

    private static Recording read(String name, InputStream in) {
        try {
            return RecordingFile.read(name, in);
        } catch (IOException failure) {
            throw new InvalidInput("cannot read " + name + ": " + Failures.reason(failure), failure);
        }
    }
}
