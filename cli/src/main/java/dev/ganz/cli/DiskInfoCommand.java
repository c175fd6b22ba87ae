package dev.ganz.cli;

import dev.ganz.cli.report.ImageReport;
import dev.ganz.disk.Image;
import dev.ganz.disk.job.OpenImage;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what an image says about itself. */
@Command(name = "info", header = "Show what an image says about itself.", sortOptions = false)
final class DiskInfoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    DiskShow show = new DiskShow();

    @Option(names = "--backing-chain", description = "Show the backing files as well.")
    boolean chain;

    DiskInfoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (OpenImage opened = chain ? show.open(terminal) : show.openAlone(terminal);
                Writer out = terminal.writer()) {
            List<ImageReport> reports = new ArrayList<>();
            String name = show.file;
            Path path = terminal.path(show.file);
            for (Image layer : opened.layers()) {
                reports.add(new ImageReport(name, layer.info(), Files.size(path)));
                name = layer.info().backingFile().orElse("");
                path = path.resolveSibling(name);
            }
            if (show.form.isJson()) {
                ImageReport.writeJson(reports, chain, out);
            } else {
                ImageReport.writeText(reports, out);
            }
        }
        return ExitStatus.OK;
    }
}
