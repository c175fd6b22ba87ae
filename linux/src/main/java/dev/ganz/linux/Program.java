package dev.ganz.linux;

import java.util.List;
import java.util.Optional;

/**
 * A program to start.
 *
 * @param file its absolute path, as the calling thread sees it
 * @param arguments the first is the name that the program is told to have
 * @param environment {@code NAME=value} each
 * @param directory where it begins, absolute
 * @param streams standard input, output and error; used alone if there is a terminal
 * @param terminal path of the terminal that becomes its controlling one
 */
public record Program(
        String file,
        List<String> arguments,
        List<String> environment,
        String directory,
        List<Descriptor> streams,
        Optional<String> terminal) {
    public Program {
        arguments = List.copyOf(arguments);
        environment = List.copyOf(environment);
        streams = List.copyOf(streams);
    }
}
