package dev.ganz.cli;

import dev.ganz.disk.DiskSize;
import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.JoinedImage;
import dev.ganz.disk.Target;
import dev.ganz.disk.job.ContentDigest;
import dev.ganz.disk.job.Conversion;
import dev.ganz.disk.job.OpenImage;
import dev.ganz.disk.job.Salvage;
import dev.ganz.lab.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an image in another format. */
@Command(
        name = "convert",
        header = "Make an image in another format.",
        description = {
            "",
            "  ganz disk convert hdd.vdi hdd.vmdk",
            "  ganz disk convert -c -o compression_type=zstd hdd.img hdd.qcow2",
            "  ganz disk convert --for esxi hdd.qcow2 out/",
            "  ganz disk convert --verify --digest hdd.vmdk hdd.vhdx",
            "",
            "The source is never written to. The target appears whole or not at all.",
            "",
        },
        sortOptions = false)
final class DiskConvertCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "2..*",
            paramLabel = "SOURCE... TARGET",
            description =
                    "The images to read, with their backing files, one behind the other; the image to make, whose name"
                            + " tells the format. With --for also a folder.")
    List<String> files = List.of();

    @Mixin
    DiskInput input = new DiskInput();

    @Option(names = "-O", paramLabel = "FORMAT", description = "The target's format, whatever its name.")
    @Nullable
    String format;

    @Mixin
    DiskOutput output = new DiskOutput();

    @Option(
            names = "--for",
            paramLabel = "HOST",
            converter = DiskPreset.Converter.class,
            description = "What the target is for, which picks format and options: ${COMPLETION-CANDIDATES}.")
    @Nullable
    DiskPreset preset;

    @Option(names = "-c", description = "Compress: qcow2 and vmdk.")
    boolean compress;

    @Option(names = "-m", paramLabel = "THREADS", description = "Threads that compress; as many as there are cores.")
    int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    DiskCopy copy = new DiskCopy();

    @Mixin
    Verbosity verbosity = new Verbosity();

    DiskConvertCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (threads < 1 || threads > 256) {
            throw new InvalidInput("-m " + threads + ": expected 1 to 256 threads");
        }
        if (preset != null && format != null) {
            throw new InvalidInput("expected --for or -O, found both");
        }
        List<String> sources = files.subList(0, files.size() - 1);
        List<OpenImage> images = new ArrayList<>();
        try {
            for (String source : sources) {
                images.add(input.open(terminal, source));
            }
            List<Image> parts = images.stream().map(OpenImage::image).toList();
            // Closed with the images.
            return convert(
                    parts.size() == 1 ? parts.getFirst() : new JoinedImage(parts),
                    images.stream().flatMap(image -> image.files().stream()).toList());
        } finally {
            images.forEach(OpenImage::close);
        }
    }

    private int convert(Image source, List<Path> kept) throws IOException {
        Path target = target();
        Format to = preset == null ? DiskOutput.format(format, files.getLast(), "-O") : preset.format();
        output.preset(preset == null ? List.of() : preset.options());
        boolean compressed = compress || preset != null && preset.compresses();
        long size = DiskSize.roundedUp(source.size(), preset == null ? 512 : preset.unit());
        Target made = output.target(target, size, compressed, threads, Optional.empty(), kept);
        copy.requireSpace(source, target, compressed);
        try (CopyProgress shown = new CopyProgress(terminal, copy.form(verbosity))) {
            Optional<ContentDigest> digest = copy.digest();
            Optional<Salvage> salvage = copy.salvage();
            DiskPace pace = new DiskPace(shown, terminal.clock(), copy.rate());
            Conversion.convert(source, to, made, copy.copying(pace, digest, salvage));
            if (digest.isPresent()) {
                copy.write(digest.get(), target, terminal);
            }
            return salvage.isPresent() ? copy.report(salvage.get(), target, terminal) : ExitStatus.OK;
        }
    }

    /** With a preset, an image in a folder is named after the source. */
    private Path target() {
        Path target = terminal.path(files.getLast());
        return preset != null && Files.isDirectory(target)
                ? target.resolve(preset.name(
                        String.valueOf(terminal.path(files.getFirst()).getFileName())))
                : target;
    }
}
