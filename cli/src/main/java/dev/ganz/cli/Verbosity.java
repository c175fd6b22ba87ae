package dev.ganz.cli;

import picocli.CommandLine.Option;

/** How much a command says. */
final class Verbosity {
    @Option(
            names = {"-q", "--quiet"},
            description = "No progress, no notes.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Every row of every table; the stack trace of an internal error.")
    boolean verbose;
}
