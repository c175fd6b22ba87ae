package dev.ganz.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a program said and how it ended. */
record Script(int status, String output) {
    static final Path ROOT =
            Path.of(System.getProperty("ganz.root", "..")).toAbsolutePath().normalize();

    /** Runs a command in the root of the repository with these variables and no others. */
    static Script run(Map<String, String> environment, List<String> command) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end: " + output);
            }
            return new Script(process.exitValue(), output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new AssertionError("interrupted", stopped);
        }
    }

    /** Runs lines of shell after {@code .ci/jdk.sh} was read. */
    static Script withJdk(Map<String, String> environment, String lines) {
        return run(environment, List.of("/bin/sh", "-eu", "-c", ". .ci/jdk.sh\n" + lines));
    }
}
