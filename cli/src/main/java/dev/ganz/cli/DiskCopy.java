package dev.ganz.cli;

import dev.ganz.disk.DiskSize;
import dev.ganz.disk.Image;
import dev.ganz.disk.OutputFile;
import dev.ganz.disk.job.ContentDigest;
import dev.ganz.disk.job.Copying;
import dev.ganz.disk.job.Measurement;
import dev.ganz.disk.job.Progress;
import dev.ganz.disk.job.Salvage;
import dev.ganz.lab.InvalidInput;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How a disk is copied: options of the command that does it. */
final class DiskCopy {
    private static final int LARGEST_SPARSE = 2 << 20;

    @Option(
            names = "-S",
            paramLabel = "SIZE",
            description = "Leave out zeros of so many octets in a row, 4K; 0 writes all of the disk.")
    String sparse = "4K";

    @Option(
            names = "--verify",
            description = "Read the target back and compare it with the source before it gets its name.")
    boolean verify;

    @Option(
            names = "--digest",
            arity = "0..1",
            paramLabel = "KIND",
            parameterConsumer = KindConsumer.class,
            description =
                    "Print a digest of the disk's content and write it beside the target, as TARGET.digest: sparse64k,"
                            + " which passes over what is zero, or sha256.")
    ContentDigest.@Nullable Kind digest;

    @Option(
            names = "--salvage",
            description =
                    "Go on where the source cannot be read: zeros in the target, and a line for each such range in"
                            + " TARGET.lost. Exit status 1 if there is any.")
    boolean salvage;

    @Option(names = "-r", paramLabel = "RATE", description = "Copy at most so many octets a second, such as 50M.")
    @Nullable
    String rate;

    @Option(names = "-p", description = "Show how far it is.")
    boolean bar;

    @Option(
            names = "--progress",
            paramLabel = "FORM",
            description = "Show how far it is: bar, json (on standard error), none.")
    CopyProgress.@Nullable Form progress;

    @Option(names = "--ignore-space", description = "Begin even if the storage seems to be too small.")
    boolean ignoreSpace;

    /** Takes the next word if it is a kind of digest; else that word is a file, and the first kind is meant. */
    static final class KindConsumer implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
            ContentDigest.Kind found = ContentDigest.Kind.SPARSE64K;
            for (ContentDigest.Kind kind : ContentDigest.Kind.values()) {
                if (!words.isEmpty() && kind.name().equalsIgnoreCase(words.peek())) {
                    words.pop();
                    found = kind;
                }
            }
            option.setValue(found);
        }
    }

    CopyProgress.Form form(Verbosity verbosity) {
        if (progress != null) {
            return progress;
        }
        return bar && !verbosity.quiet ? CopyProgress.Form.BAR : CopyProgress.Form.NONE;
    }

    Optional<ContentDigest> digest() {
        return Optional.ofNullable(digest).map(ContentDigest::new);
    }

    /** Octets a second, or 0. */
    long rate() {
        return rate == null ? 0 : Math.max(1, DiskSize.parse("-r", rate));
    }

    Copying copying(Progress shown, Optional<ContentDigest> told, Optional<Salvage> salvaged) {
        if (salvage && verify) {
            throw new InvalidInput(
                    "expected --salvage or --verify, found both: what cannot be read cannot be compared");
        }
        long unit = DiskSize.parse("-S", sparse);
        if (unit != 0 && (unit < 512 || unit > LARGEST_SPARSE || Long.bitCount(unit) != 1)) {
            throw new InvalidInput("-S " + sparse + ": expected 0, or a power of two from 512 to 2M");
        }
        return new Copying((int) unit, verify, told, salvaged, shown);
    }

    /** Refuses a target that cannot be held, as far as that is known before: what is compressed may become as short as it likes. */
    void requireSpace(Image source, Path target, boolean compressed) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (ignoreSpace || compressed || folder == null || !Files.isDirectory(folder)) {
            return;
        }
        long needed = Measurement.stored(source, 1 << 16);
        long free = Files.getFileStore(folder).getUsableSpace();
        if (needed > free) {
            throw new InvalidInput(target + ": expected room for the " + needed + " octets that the disk stores, found "
                    + free + " free; --ignore-space begins all the same, as zeros among them are left out");
        }
    }

    Optional<Salvage> salvage() {
        return salvage ? Optional.of(new Salvage()) : Optional.empty();
    }

    /** Says what could not be read, and writes it beside the image. */
    int report(Salvage salvaged, Path target, Terminal terminal) {
        List<Salvage.Lost> lost = salvaged.lost();
        if (lost.isEmpty()) {
            return ExitStatus.OK;
        }
        StringBuilder lines = new StringBuilder();
        lost.forEach(each -> lines.append(each.offset())
                .append(' ')
                .append(each.length())
                .append(' ')
                .append(each.why())
                .append('\n'));
        writeBeside(target, ".lost", lines.toString());
        terminal.say(lost.stream().mapToLong(Salvage.Lost::length).sum() + " octets in " + lost.size()
                + (lost.size() == 1 ? " range" : " ranges") + " could not be read and are zero in " + target
                + "; the first is at offset "
                + lost.getFirst().offset() + " of the disk, all are in " + target + ".lost");
        return ExitStatus.FAILED;
    }

    private static void writeBeside(Path target, String ending, String text) {
        try (OutputFile file = OutputFile.create(target.resolveSibling(target.getFileName() + ending))) {
            file.write(0, text.getBytes(StandardCharsets.UTF_8));
            OutputFile.commit(List.of(file));
        }
    }

    /** Prints a digest, and writes it beside the image. */
    void write(ContentDigest told, Path target, Terminal terminal) throws IOException {
        String kind = String.valueOf(digest).toLowerCase(Locale.ROOT);
        String line = kind + " " + told.text() + "\n";
        writeBeside(target, ".digest", line);
        try (Writer out = terminal.writer()) {
            out.write(line);
        }
    }
}
