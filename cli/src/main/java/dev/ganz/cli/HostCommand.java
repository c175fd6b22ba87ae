package dev.ganz.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be done about a slow host. */
@Command(
        name = "host",
        header = "Find out why a host is slow, and tune it.",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "",
            "  ganz host check",
            "  ganz host check iostat.txt",
            "  ganz host watch",
            "  ganz host tune",
            "",
            "Reading needs no privilege; root sees who asks for how much.",
            "",
        },
        commandListHeading = "%nCommands:%n")
final class HostCommand implements Runnable {
    private final Terminal terminal;

    @Spec
    CommandSpec spec = CommandSpec.create();

    private HostCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new HostCommand(terminal))
                .addSubcommand(new HostCheckCommand(terminal))
                .addSubcommand(new HostWatchCommand(terminal))
                .addSubcommand(new HostRecordCommand(terminal))
                .addSubcommand(new HostExportCommand(terminal))
                .addSubcommand(new HostTuneCommand(terminal))
                .addSubcommand(new HostUndoCommand(terminal));
    }

    @Override
    public void run() {
        spec.commandLine().usage(terminal.printWriter());
    }
}
