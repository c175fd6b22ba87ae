package dev.ganz.cli;

import dev.ganz.cli.report.Prometheus;
import dev.ganz.host.Recording;
import dev.ganz.host.diagnosis.Diagnosis;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what a host does to Prometheus. */
@Command(
        name = "export",
        header = "Write what this host does as text for Prometheus.",
        description = {
            "",
            "  ganz host export -o /var/lib/node_exporter/ganz.prom",
            "",
            "Figures are means of the time that was looked at; the file is replaced as a whole, as the textfile collector of",
            "node_exporter wants it.",
            "",
        },
        sortOptions = false)
final class HostExportCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(names = "--for", paramLabel = "TIME", description = "How long to look; 3s.")
    String time = "3s";

    @Mixin
    HostSampling sampling = new HostSampling();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to a file; - is standard output.")
    String output = "-";

    @Mixin
    Verbosity verbosity = new Verbosity();

    HostExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        long count = sampling.count("--for", time);
        try (Outlet outlet = Outlet.open(terminal, output)) {
            Recording recording = sampling.record(terminal, count);
            Prometheus.write(recording, Diagnosis.of(recording), outlet.writer());
            outlet.commit();
        }
        return ExitStatus.OK;
    }
}
