package dev.ganz.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What can be done with disk images. */
@Command(
        name = "disk",
        header = "Convert, show and check disk images.",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "",
            "  ganz disk convert hdd.vdi hdd.vmdk",
            "  ganz disk info hdd.qcow2",
            "",
            "Formats: raw, qcow2, vdi, vmdk, vpc (or vhd), vhdx; parallels, bochs, cloop, dmg and qcow to read.",
            "Options, keys and exit codes are those of qemu-img.",
            "",
        },
        commandListHeading = "%nCommands:%n")
final class DiskCommand implements Runnable {
    private final Terminal terminal;

    @Spec
    CommandSpec spec = CommandSpec.create();

    private DiskCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        return new CommandLine(new DiskCommand(terminal))
                .addSubcommand(new DiskConvertCommand(terminal))
                .addSubcommand(new DiskInfoCommand(terminal))
                .addSubcommand(new DiskMapCommand(terminal))
                .addSubcommand(new DiskCompareCommand(terminal))
                .addSubcommand(new DiskCheckCommand(terminal))
                .addSubcommand(new DiskMeasureCommand(terminal))
                .addSubcommand(new DiskCreateCommand(terminal))
                .addSubcommand(new DiskServeCommand(terminal));
    }

    @Override
    public void run() {
        spec.commandLine().usage(terminal.printWriter());
    }
}
