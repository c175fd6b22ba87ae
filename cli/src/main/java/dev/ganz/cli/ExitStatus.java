package dev.ganz.cli;

/** What the program says by its exit status. */
final class ExitStatus {
    static final int OK = 0;
    /** The run was made, and an expectation failed, or two runs differ. */
    static final int FAILED = 1;
    /** Input or usage is wrong; nothing was written. */
    static final int BAD_INPUT = 2;
    /** A bug of the program: EX_SOFTWARE of sysexits.h. */
    static final int INTERNAL = 70;
    /** Whoever read the output went away: what a shell reports of a program that SIGPIPE ended. */
    static final int BROKEN_PIPE = 141;

    private ExitStatus() {}
}
