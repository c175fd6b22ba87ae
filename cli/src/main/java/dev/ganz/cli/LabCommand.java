package dev.ganz.cli;

import dev.ganz.lab.InvalidInput;
import dev.ganz.live.LabProcess;
import dev.ganz.live.control.RunDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The process of a lab that runs; {@code ganz up} starts it. */
@Command(name = LabCommand.NAME, hidden = true, header = "The process of a lab; ganz up starts it.")
final class LabCommand implements Callable<Integer> {
    static final String NAME = "lab-process";

    /** Digits of a length that {@link LabSource#OCTETS} bounds. */
    private static final int DIGITS = 9;

    private final Terminal terminal;

    @Parameters(index = "0", paramLabel = "DIRECTORY", description = "Where sockets of labs are.")
    String directory = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "What messages call the lab.")
    String name = "";

    @Option(names = "--test", description = "It is there for its scenario, and ends with it.")
    boolean test;

    LabCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        PrintStream answers = new PrintStream(terminal.out(), true, StandardCharsets.UTF_8);
        LabProcess process =
                new LabProcess(new RunDirectory(Path.of(directory)), answers, terminal.environment(), LabTest::report);
        try {
            byte[] octets = read(terminal.in());
            return process.run(
                    LabSource.of(name, octets, terminal.environment()).read().lab(), terminal.in(), test);
        } catch (InvalidInput refused) {
            process.refuse(String.valueOf(refused.getMessage()));
            return ExitStatus.BAD_INPUT;
        }
    }

    /** A length in ASCII, a line's end, and so many octets. */
    private static byte[] read(InputStream in) throws IOException {
        StringBuilder length = new StringBuilder();
        int octet;
        while ((octet = in.read()) >= '0' && octet <= '9' && length.length() < DIGITS) {
            length.append((char) octet);
        }
        if (length.isEmpty()) {
            throw new InvalidInput("ganz " + NAME + " is for ganz up alone: it starts it with a lab");
        }
        return in.readNBytes(Integer.parseInt(length.toString()));
    }
}
