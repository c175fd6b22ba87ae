package dev.ganz.disk.vmdk;

import dev.ganz.disk.Block;
import dev.ganz.disk.ImageWriter;
import dev.ganz.disk.OutputFile;
import dev.ganz.disk.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes a disk whose descriptor is a file of its own, beside files with extents: flat ones, or sparse ones. */
final class SplitWriter implements ImageWriter {
    private final Target target;
    private final Kind kind;
    private final OutputFile descriptor;
    private final List<OutputFile> files = new ArrayList<>();
    private final List<@Nullable GrainFile> grains = new ArrayList<>();
    private final StringBuilder parts = new StringBuilder();

    /** The subformats. */
    enum Kind {
        FLAT("monolithicFlat", Long.MAX_VALUE, "FLAT"),
        VMFS("vmfs", Long.MAX_VALUE, "VMFS"),
        SPLIT_FLAT("twoGbMaxExtentFlat", SplitWriter.PIECE, "FLAT"),
        SPLIT_SPARSE("twoGbMaxExtentSparse", SplitWriter.PIECE, "SPARSE");

        private final String createType;
        private final long most;
        private final String type;

        Kind(String createType, long most, String type) {
            this.createType = createType;
            this.most = most;
            this.type = type;
        }
    }

    /** 2 GiB less room for tables, as VMware cuts. */
    private static final long PIECE = 4_192_256L * 512;

    SplitWriter(Target target, Kind kind) {
        this.target = target;
        this.kind = kind;
        DescriptorText.of(target, kind.createType, "");
        this.descriptor = target.output(target.file());
        try {
            for (long begin = 0; begin < target.size(); begin += length(begin)) {
                addPiece(length(begin));
            }
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    private void addPiece(long length) {
        String name = DescriptorText.beside(target.name(), suffix());
        String offset = kind.type.equals("FLAT") ? " 0" : "";
        parts.append(DescriptorText.part("RW", length, kind.type, name, offset));
        files.add(target.output(target.file().resolveSibling(name)));
        grains.add(kind == Kind.SPLIT_SPARSE ? new GrainFile(files.getLast(), length) : null);
    }

    private String suffix() {
        return switch (kind) {
            case FLAT, VMFS -> "-flat";
            case SPLIT_FLAT -> String.format(Locale.ROOT, "-f%03d", files.size() + 1);
            case SPLIT_SPARSE -> String.format(Locale.ROOT, "-s%03d", files.size() + 1);
        };
    }

    private long length(long begin) {
        return Math.min(kind.most, target.size() - begin);
    }

    @Override
    public void write(long offset, byte[] octets, int from, int length) {
        Block.split(
                offset,
                from,
                length,
                kind.most,
                (number, within, first, part) -> writePiece((int) number, within, octets, first, part));
    }

    private void writePiece(int number, long within, byte[] octets, int from, int length) {
        GrainFile sparse = grains.get(number);
        if (sparse != null) {
            sparse.write(within, octets, from, length);
        } else {
            files.get(number).write(within, octets, from, length);
        }
    }

    @Override
    public void finish() {
        descriptor.write(0, DescriptorText.of(target, kind.createType, parts.toString()));
        for (int i = 0; i < files.size(); i++) {
            GrainFile sparse = grains.get(i);
            if (sparse != null) {
                sparse.finish(new byte[0]);
            } else {
                files.get(i).extend(length(i * kind.most));
            }
        }
    }

    /** The descriptor comes last: without it, there is no disk. */
    @Override
    public List<OutputFile> files() {
        List<OutputFile> all = new ArrayList<>(files);
        all.add(descriptor);
        return all;
    }
}
