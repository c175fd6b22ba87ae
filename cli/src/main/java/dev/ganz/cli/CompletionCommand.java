package dev.ganz.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that completes commands and options in a shell. */
@Command(
        name = "completion",
        header = "Print a completion script for a shell.",
        description = {
            "",
            "  source <(ganz completion bash)",
            "  source <(ganz completion zsh)",
            "  ganz completion fish | source",
            "",
        })
final class CompletionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    Shell shell = Shell.BASH;

    @Spec
    CommandSpec spec = CommandSpec.create();

    CompletionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    enum Shell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() throws IOException {
        CommandLine program = spec.root().commandLine();
        try (Writer out = terminal.writer()) {
            switch (shell) {
                case BASH, ZSH -> out.write(AutoComplete.bash(program.getCommandName(), program));
                case FISH -> fish(program, out);
            }
        }
        return ExitStatus.OK;
    }

    private static void fish(CommandLine program, Writer out) throws IOException {
        List<CommandLine> commands = program.getSubcommands().values().stream()
                .sorted(Comparator.comparing(CommandLine::getCommandName))
                .toList();
        String name = program.getCommandName();
        for (CommandLine command : commands) {
            out.write("complete -c " + name + " -n __fish_use_subcommand -f -a " + command.getCommandName() + " -d "
                    + quoted(Stream.of(command.getCommandSpec().usageMessage().header())
                            .findFirst()
                            .orElse("")) + "\n");
            for (OptionSpec option : command.getCommandSpec().options()) {
                out.write("complete -c " + name + " -n '__fish_seen_subcommand_from " + command.getCommandName() + "'");
                for (String word : option.names()) {
                    out.write(word.startsWith("--") ? " -l " + word.substring(2) : " -s " + word.substring(1));
                }
                out.write((option.arity().max() > 0 ? " -r" : "") + " -d "
                        + quoted(Stream.of(option.description()).findFirst().orElse("")) + "\n");
            }
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
