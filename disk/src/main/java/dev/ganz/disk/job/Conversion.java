package dev.ganz.disk.job;

import dev.ganz.disk.Extent;
import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.ImageWriter;
import dev.ganz.disk.OutputFile;
import dev.ganz.disk.Target;
import dev.ganz.disk.qcow2.Qcow2Writer;
import dev.ganz.disk.raw.RawWriter;
import dev.ganz.disk.vdi.VdiWriter;
import dev.ganz.disk.vhd.VhdWriter;
import dev.ganz.disk.vhdx.VhdxWriter;
import dev.ganz.disk.vmdk.VmdkWriters;
import java.util.OptionalLong;

/** Copies a disk from one image into another: what the source's map says is zero is not read, what is found to be zero not written. */
public final class Conversion {
    private static final int CHUNK = 2 << 20;

    private Conversion() {}

    /** Begins an image; a writer that is committed at once makes an empty one. */
    public static ImageWriter writer(Format format, Target target) {
        return switch (format) {
            case RAW -> new RawWriter(target);
            case QCOW2 -> new Qcow2Writer(target);
            case VDI -> new VdiWriter(target);
            case VMDK -> VmdkWriters.create(target);
            case VPC -> new VhdWriter(target);
            case VHDX -> new VhdxWriter(target);
            case PARALLELS, BOCHS, CLOOP, DMG, QCOW ->
                throw new ImageException(target.file() + ": images in " + format + " are read, not written");
        };
    }

    /**
     * Makes {@code target} hold what {@code source} holds. It takes its place when all of it is on the storage. A target that is larger
     * ends in zeros.
     *
     * @throws ImageException if the source is broken or the target cannot be written; then there is no target
     */
    public static void convert(Image source, Format format, Target target, Copying copying) {
        try (ImageWriter writer = writer(format, target)) {
            convert(source, format, writer, copying);
            copying.digest().ifPresent(digest -> digest.zeros(target.size() - source.size()));
        }
    }

    static void convert(Image source, Format format, ImageWriter writer, Copying copying) {
        copy(source, writer, copying);
        writer.finish();
        if (copying.verify()) {
            verify(source, format, writer, copying.progress());
        }
        OutputFile.commit(writer.files());
    }

    private static void verify(Image source, Format format, ImageWriter writer, Progress progress) {
        try (OpenImage written = OpenImage.written(writer.files(), format)) {
            OptionalLong difference = Comparison.firstDifference(source, written.image(), progress);
            if (difference.isPresent()) {
                throw new ImageException(writer.files().getLast().file() + ": expected what the source holds, read back"
                        + " something else at offset " + difference.getAsLong() + " of the disk; nothing is kept of it,"
                        + " look at the memory and the storage of this machine");
            }
        }
    }

    private static void copy(Image source, ImageWriter writer, Copying copying) {
        int unit = writer.granularity();
        int sparse = Math.max(copying.sparse(), unit);
        // A digest is told whole blocks.
        int skipped = Math.max(sparse, copying.digest().isPresent() ? ContentDigest.BLOCK : 0);
        byte[] chunk = new byte[CHUNK];
        long size = source.size();
        long at = 0;
        while (at < size) {
            copying.progress().reached(at, size);
            Extent run = run(source, at, copying);
            long end = run.end() >= size ? size : run.end() / skipped * skipped;
            if (!run.isStored() && end > at && copying.sparse() > 0) {
                long zeros = end - at;
                copying.digest().ifPresent(digest -> digest.zeros(zeros));
                at = end;
                continue;
            }
            int length = (int) Math.min(CHUNK - at % CHUNK, size - at);
            read(source, at, chunk, length, copying);
            copying.digest().ifPresent(digest -> digest.octets(chunk, length));
            if (copying.sparse() == 0) {
                writer.write(at, chunk, 0, length);
            } else {
                writeData(chunk, length, sparse, at, writer);
            }
            copying.progress().copied(length);
            at += length;
        }
        copying.progress().reached(size, size);
    }

    private static Extent run(Image source, long at, Copying copying) {
        return copying.salvage().isPresent() ? copying.salvage().get().run(source, at) : source.run(at);
    }

    private static void read(Image source, long at, byte[] chunk, int length, Copying copying) {
        if (copying.salvage().isPresent()) {
            copying.salvage().get().read(source, at, chunk, length);
        } else {
            source.read(at, chunk, 0, length);
        }
    }

    /** Writes the units that are not zero, as long as they follow upon each other in one go. */
    private static void writeData(byte[] chunk, int length, int unit, long offset, ImageWriter writer) {
        int begin = -1;
        for (int at = 0; at < length; at += unit) {
            boolean zero = Zeros.isZero(chunk, at, Math.min(at + unit, length));
            if (!zero && begin < 0) {
                begin = at;
            }
            if (zero && begin >= 0) {
                writer.write(offset + begin, chunk, begin, at - begin);
                begin = -1;
            }
        }
        if (begin >= 0) {
            writer.write(offset + begin, chunk, begin, length - begin);
        }
    }
}
