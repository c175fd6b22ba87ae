package dev.ganz.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
        header = "Virtual networks, end to end, disk images and slow hosts.",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "",
            "A first look:",
            "  ganz sim labs/geant.yaml",
            "  ganz sim MAP.graphml --ping all",
            "  ganz up labs/branch-office.yaml",
            "  ganz disk convert hdd.vdi hdd.vmdk",
            "  ganz host check",
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
        if (arguments.length == 1 && arguments[0].equals("--version")) {
            terminal.printWriter().println(Version.line());
            return ExitStatus.OK;
        }
        return commandLine(terminal, commands(terminal, arguments.length == 0 ? "" : arguments[0]))
                .execute(arguments);
    }

    static CommandLine commandLine(Terminal terminal) {
        return commandLine(terminal, commands(terminal, ""));
    }

    /** Reading the annotations of all commands takes longer than a short run: one that is named comes alone. */
    private static List<Object> commands(Terminal terminal, String named) {
        return switch (named) {
            case "sim" -> List.of(new SimCommand(terminal));
            case "validate" -> List.of(new ValidateCommand(terminal));
            case "path" -> List.of(new PathCommand(terminal));
            case "diff" -> List.of(new DiffCommand(terminal));
            case "up" -> List.of(new UpCommand(terminal));
            case "exec" -> List.of(new ExecCommand(terminal));
            case "link" -> List.of(new LinkCommand(terminal));
            case "logs" -> List.of(new LogsCommand(terminal));
            case "routes" -> List.of(new RoutesCommand(terminal));
            case "capture" -> List.of(new CaptureCommand(terminal));
            case "cp" -> List.of(new CpCommand(terminal));
            case "doctor" -> List.of(new DoctorCommand(terminal));
            case "ps" -> List.of(new PsCommand(terminal));
            case "down" -> List.of(new DownCommand(terminal));
            case LabCommand.NAME -> List.of(new LabCommand(terminal));
            case "disk" -> List.of(DiskCommand.commandLine(terminal));
            case "host" -> List.of(HostCommand.commandLine(terminal));
            case "plan" -> List.of(PlanCommand.commandLine(terminal));
            default ->
                List.of(
                        new SimCommand(terminal),
                        new UpCommand(terminal),
                        new ExecCommand(terminal),
                        new LinkCommand(terminal),
                        new CaptureCommand(terminal),
                        new RoutesCommand(terminal),
                        new CpCommand(terminal),
                        new LogsCommand(terminal),
                        new PsCommand(terminal),
                        new DownCommand(terminal),
                        new DoctorCommand(terminal),
                        new ValidateCommand(terminal),
                        new PathCommand(terminal),
                        new DiffCommand(terminal),
                        DiskCommand.commandLine(terminal),
                        HostCommand.commandLine(terminal),
                        PlanCommand.commandLine(terminal),
                        new CompletionCommand(terminal),
                        new CommandLine.HelpCommand());
        };
    }

    private static CommandLine commandLine(Terminal terminal, List<Object> commands) {
        Failures failures = new Failures(terminal);
        CommandLine commandLine = new CommandLine(new Main(terminal));
        commands.forEach(commandLine::addSubcommand);
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
        CommandLine exec = commandLine.getSubcommands().get("exec");
        if (exec != null) {
            exec.setStopAtPositional(true); // what follows belongs to the program
        }
        return commandLine;
    }

    /** Without a command: what there is. */
    @Override
    public void run() {
        commandLine(terminal).usage(terminal.printWriter());
    }
}
