package dev.ganz.disk.vmdk;

import dev.ganz.disk.ImageWriter;
import dev.ganz.disk.OutputFile;
import dev.ganz.disk.Target;
import java.util.List;

/** Writes one sparse file with its descriptor inside: {@code monolithicSparse}. */
final class MonolithicWriter implements ImageWriter {
    private final OutputFile file;
    private final GrainFile grains;
    private final byte[] descriptor;

    MonolithicWriter(Target target) {
        String part = DescriptorText.part("RW", target.size(), "SPARSE", target.name(), "");
        this.descriptor = DescriptorText.of(target, "monolithicSparse", part);
        this.file = target.output(target.file());
        try {
            this.grains = new GrainFile(file, target.size());
        } catch (RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    @Override
    public void write(long offset, byte[] octets, int from, int length) {
        grains.write(offset, octets, from, length);
    }

    @Override
    public void finish() {
        grains.finish(descriptor);
    }

    @Override
    public List<OutputFile> files() {
        return List.of(file);
    }
}
