package dev.ganz.cli;

import dev.ganz.cli.report.HostScreen;
import dev.ganz.host.Machine;
import dev.ganz.host.Sample;
import dev.ganz.host.proc.Sampler;
import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a host does while it does it. */
@Command(
        name = "watch",
        header = "Show in the terminal what this host does and who waits.",
        description = {"", "Until it is stopped with Ctrl-C.", ""},
        sortOptions = false)
final class HostWatchCommand implements Callable<Integer> {
    private static final String HOME = "\u001b[H";
    private static final String TO_LINE_END = "\u001b[K";
    private static final String TO_SCREEN_END = "\u001b[J";
    private static final String OTHER_SCREEN = "\u001b[?1049h\u001b[?25l";
    private static final String OWN_SCREEN = "\u001b[?25h\u001b[?1049l";
    /** Samples after which it is asked again what the machine is. */
    private static final int MACHINE_EVERY = 60;

    private final Terminal terminal;

    @Mixin
    HostSampling sampling = new HostSampling();

    @Option(names = "-n", paramLabel = "COUNT", description = "End after so many samples.")
    long count = Long.MAX_VALUE;

    HostWatchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        sampling.interval();
        boolean screen = terminal.outIsTerminal();
        Thread restore = Thread.ofPlatform().unstarted(() -> print(OWN_SCREEN));
        if (screen) {
            Runtime.getRuntime().addShutdownHook(restore);
            print(OTHER_SCREEN);
        }
        try (Writer out = terminal.writer()) {
            watch(screen, out);
        } finally {
            if (screen) {
                Runtime.getRuntime().removeShutdownHook(restore);
                print(OWN_SCREEN);
            }
        }
        return ExitStatus.OK;
    }

    private void watch(boolean screen, Writer out) throws IOException {
        Sampler sampler = HostSampling.sampler(terminal, 2 * sampling.interval());
        Machine machine = sampler.machine();
        long begun = terminal.clock().getAsLong();
        for (long i = 1; i <= count; i++) {
            sampling.await(terminal, begun, i);
            Sample sample = sampler.next();
            if (i % MACHINE_EVERY == 0) {
                machine = sampler.machine();
            }
            String frame = HostScreen.frame(machine, sample, terminal.outStyle());
            out.write(screen ? HOME + frame.replace("\n", TO_LINE_END + "\n") + TO_SCREEN_END : frame + "\n");
            out.flush();
        }
    }

    private void print(String sequence) {
        java.io.PrintWriter out = terminal.printWriter();
        out.print(sequence);
        out.flush();
    }
}
