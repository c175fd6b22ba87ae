package dev.ganz.cli;

import dev.ganz.disk.Format;
import dev.ganz.disk.Options;
import dev.ganz.disk.Target;
import dev.ganz.lab.InvalidInput;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How an image is made: options of the commands that make one. */
final class DiskOutput {
    @Option(
            names = "-o",
            paramLabel = "NAME=VALUE,...",
            description = "Options of the format, such as subformat=streamOptimized.")
    List<String> options = List.of();

    /** The format that was named, or else that of the file's name. */
    static Format format(@Nullable String named, String file, String option) {
        return DiskInput.format(named)
                .or(() -> Format.ofFile(file))
                .orElseThrow(() -> new InvalidInput(file + ": expected a name that tells the format, such as hdd.vmdk; "
                        + option + " says it as well"));
    }

    /** Options that come before those that the user gave, which count. */
    void preset(List<String> before) {
        List<String> all = new ArrayList<>(before);
        all.addAll(options);
        options = all;
    }

    Target target(
            Path file, long size, boolean compress, int workers, Optional<Target.Backing> backing, List<Path> kept) {
        return new Target(
                file,
                size,
                Options.parse(options),
                compress,
                workers,
                new SecureRandom(),
                Instant.now(),
                backing,
                kept);
    }
}
