package dev.ganz.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ScopeType;

/** The program's entry. */
@Command(
        name = "ganz",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        header = "Virtual networks, end to end.",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "",
            "A first look:",
            "  ganz sim labs/geant.yaml",
            "  ganz sim MAP.graphml --ping all",
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:all is well",
            "1:an expectation failed, or two runs differ",
            "2:wrong input or usage; nothing was written",
        },
        commandListHeading = "%nCommands:%n")
public final class Main implements Runnable {
    private final Terminal terminal;

    private Main(Terminal terminal) {
        this.terminal = terminal;
    }

    public static void main(String[] arguments) {
        System.exit(run(Terminal.ofProcess(), arguments));
    }

    /** Runs the program once and returns its exit status. */
    static int run(Terminal terminal, String... arguments) {
        return commandLine(terminal).execute(arguments);
    }

    static CommandLine commandLine(Terminal terminal) {
        Failures failures = new Failures(terminal);
        CommandLine commandLine = new CommandLine(new Main(terminal))
                .addSubcommand(new SimCommand(terminal))
                .addSubcommand(new ValidateCommand(terminal))
                .addSubcommand(new PathCommand(terminal))
                .addSubcommand(new DiffCommand(terminal))
                .addSubcommand(new CompletionCommand(terminal))
                .addSubcommand(new CommandLine.HelpCommand());
        commandLine
                .setOut(terminal.printWriter())
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(terminal.outStyle().colour() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.clamp(terminal.outStyle().width(), 80, 110))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures::usage)
                .setExecutionExceptionHandler(failures::execution)
                .setExecutionStrategy(failures::guard);
        return commandLine;
    }

    /** Without a command: what there is. */
    @Override
    public void run() {
        commandLine(terminal).usage(terminal.printWriter());
    }
}
