package dev.ganz.disk.job;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.junit.jupiter.api.Assumptions;

/** Images that nobody here made, beside the repository; tests that need them are skipped where they are missing. */
final class SampleImages {
    private SampleImages() {}

    /** A line of the list: digests are {@code -} where there is none. */
    record Sample(String file, String format, String sha256, String sparse64k) {
        @Override
        public String toString() {
            return file;
        }
    }

    static Path folder() {
        Path folder = Path.of(System.getProperty("ganz.root", ".."))
                .resolve("../shared/data/images")
                .toAbsolutePath()
                .normalize();
        if (!Files.isDirectory(folder)) {
            String reason = "the sample images are not there: " + folder;
            if (Boolean.getBoolean("ganz.test.strict")) {
                throw new AssertionError(reason);
            }
            Assumptions.abort(reason);
        }
        return folder;
    }

    static List<Sample> all() throws IOException {
        return Files.readAllLines(folder().resolve("MANIFEST.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(cells -> new Sample(cells[0], cells[1], cells[7], cells[8]))
                .toList();
    }

    /** The image itself, or a copy of it in {@code scratch} that is unpacked. */
    static Path file(String name, Path scratch) throws IOException {
        Path file = folder().resolve(name);
        int dot = name.lastIndexOf('.');
        if (!name.endsWith(".bz2") && !name.endsWith(".gz")) {
            return file;
        }
        Path unpacked = scratch.resolve(name.substring(name.lastIndexOf('/') + 1, dot));
        try (InputStream packed = new BufferedInputStream(Files.newInputStream(file));
                InputStream content =
                        name.endsWith(".gz") ? new GZIPInputStream(packed) : new BZip2CompressorInputStream(packed)) {
            Files.copy(content, unpacked);
        }
        return unpacked;
    }
}
