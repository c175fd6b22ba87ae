package dev.ganz.cli;

import dev.ganz.disk.ImageException;
import dev.ganz.host.HostException;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.NearestWord;
import dev.ganz.linux.SyscallException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one sentence what went wrong, and picks the exit status. */
final class Failures {
    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The program was called wrongly. */
    int usage(ParameterException failure, String[] arguments) {
        String message = sentence(failure);
        CommandLine command = failure.getCommandLine();
        terminal.say(message + (message.endsWith("?") ? " " : "; ")
                + command.getCommandSpec().qualifiedName() + " --help shows how");
        return ExitStatus.BAD_INPUT;
    }

    /** Runs the command; errors of the JVM, which picocli does not catch, end like exceptions. */
    int guard(ParseResult result) {
        try {
            return new CommandLine.RunLast().execute(result);
        } catch (OutOfMemoryError | StackOverflowError | AssertionError failure) {
            return internal(failure, result);
        }
    }

    /** The command failed. */
    int execution(Exception failure, CommandLine command, ParseResult result) {
        return switch (failure) {
            case InvalidInput invalid -> {
                terminal.say(String.valueOf(invalid.getMessage()));
                yield ExitStatus.BAD_INPUT;
            }
            case SyscallException refused -> {
                terminal.say("cannot " + refused.getMessage());
                yield ExitStatus.BAD_INPUT;
            }
            case ImageException broken -> {
                terminal.say(String.valueOf(broken.getMessage()));
                yield ExitStatus.BAD_INPUT;
            }
            case HostException unusable -> {
                terminal.say(String.valueOf(unusable.getMessage()));
                yield ExitStatus.BAD_INPUT;
            }
            case UncheckedIOException wrapped -> output(Objects.requireNonNull(wrapped.getCause()));
            case IOException io -> output(io);
            default -> internal(failure, result);
        };
    }

    /** Input is read before a run, and its errors named there; what remains is output that could not be written. */
    private int output(IOException failure) {
        String reason = reason(failure);
        if (reason.toLowerCase(Locale.ROOT).contains("broken pipe")) {
            return ExitStatus.BROKEN_PIPE;
        }
        terminal.say("cannot write the output: " + reason);
        return ExitStatus.BAD_INPUT;
    }

    private int internal(Throwable failure, ParseResult result) {
        if (failure instanceof OutOfMemoryError) {
            terminal.say("out of memory: give the program more with GANZ_JAVA_OPTS=-Xmx8g, or run a smaller lab");
            return ExitStatus.INTERNAL;
        }
        terminal.say("internal error: " + failure + place(failure)
                + "; please report it with the lab, the command and this: " + new Version().getVersion()[0]
                + (isVerbose(result) ? "" : " (-v shows the stack trace)"));
        if (isVerbose(result)) {
            failure.printStackTrace(terminal.err());
        }
        return ExitStatus.INTERNAL;
    }

    private static String place(Throwable failure) {
        return Stream.of(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.ganz."))
                .findFirst()
                .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("");
    }

    private static boolean isVerbose(@Nullable ParseResult result) {
        for (ParseResult at = result; at != null; at = at.hasSubcommand() ? at.subcommand() : null) {
            if (at.hasMatchedOption("-v")) {
                return true;
            }
        }
        return false;
    }

    private static String sentence(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().getFirst();
            CommandLine command = unmatched.getCommandLine();
            if (word.startsWith("-")) {
                String name = word.replaceFirst("=.*", "");
                List<String> known = command.getCommandSpec().options().stream()
                        .flatMap(option -> Stream.of(option.names()))
                        .sorted()
                        .toList();
                return "unknown option " + name + NearestWord.hint(name, known);
            }
            if (!command.getSubcommands().isEmpty()) {
                return "unknown command \"" + word + "\"" + commandHint(word, command);
            }
            return "\"" + word + "\" is one argument too many";
        }
        String message = String.valueOf(failure.getMessage()).strip();
        String first = message.lines().findFirst().orElse(message);
        return first.isEmpty() ? first : Character.toLowerCase(first.charAt(0)) + first.substring(1);
    }

    private static String commandHint(String word, CommandLine command) {
        if (java.nio.file.Files.exists(java.nio.file.Path.of(word))) {
            return "; to run that file: ganz sim " + word;
        }
        return NearestWord.hint(
                word, command.getSubcommands().keySet().stream().sorted().toList());
    }

    /** What an error of the file system means, in words. */
    static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "no such file or directory";
            case AccessDeniedException denied -> "permission denied";
            case FileNotFoundException missing -> "no such file or directory";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }
}
