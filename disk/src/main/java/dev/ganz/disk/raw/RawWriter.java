package dev.ganz.disk.raw;

import dev.ganz.disk.Format;
import dev.ganz.disk.ImageWriter;
import dev.ganz.disk.OutputFile;
import dev.ganz.disk.Target;
import java.util.List;

/** Writes a file that is the disk; what is zero is a hole. */
public final class RawWriter implements ImageWriter {
    private final OutputFile file;
    private final long size;

    public RawWriter(Target target) {
        target.options().only(Format.RAW);
        target.requireUncompressed(Format.RAW);
        target.requireNoBacking(Format.RAW);
        this.size = target.size();
        this.file = target.output(target.file());
    }

    @Override
    public void write(long offset, byte[] octets, int from, int length) {
        file.write(offset, octets, from, length);
    }

    @Override
    public void finish() {
        file.extend(size);
    }

    @Override
    public List<OutputFile> files() {
        return List.of(file);
    }
}
