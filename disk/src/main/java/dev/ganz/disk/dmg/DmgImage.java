package dev.ganz.disk.dmg;

import dev.ganz.disk.CheckReport;
import dev.ganz.disk.Extent;
import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.ImageInfo;
import dev.ganz.disk.LastBlock;
import dev.ganz.disk.Source;
import dev.ganz.disk.codec.Adc;
import dev.ganz.disk.codec.Inflate;
import dev.ganz.disk.codec.Lzfse;
import dev.ganz.disk.dmg.BlockTables.Coding;
import dev.ganz.disk.dmg.BlockTables.Run;
import dev.ganz.disk.dmg.BlockTables.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** Reads a DMG: {@link Trailer} and {@link BlockTables} say how it is laid out. */
public final class DmgImage implements Image {
    /** As in QEMU. */
    private static final long LARGEST_RUN = 64 << 20;

    /** KiB for the dictionary of xz. */
    private static final int MOST_MEMORY = 128 << 10;

    private final Source file;
    private final Trailer trailer;
    private final List<Table> tables;
    private final long[] starts;
    private final Run[] runs;
    private final ImageInfo info;
    private final Inflate inflate = new Inflate(false);
    private final LastBlock last = new LastBlock();

    public DmgImage(Source file) {
        this.file = file;
        this.trailer = Trailer.read(file);
        this.tables = BlockTables.read(file, trailer);
        List<Run> all = new ArrayList<>();
        tables.forEach(table -> all.addAll(table.runs()));
        all.sort(Comparator.comparingLong(Run::start));
        this.runs = all.toArray(Run[]::new);
        this.starts = all.stream().mapToLong(Run::start).toArray();
        long end = 0;
        for (Run run : runs) {
            if (run.start() < end) {
                throw new ImageException(file.name() + ": expected runs one behind the other, found one that begins at "
                        + run.start() + " of the disk, before " + end);
            }
            if (isCompressed(run) && (run.length() > LARGEST_RUN || run.stored() > LARGEST_RUN)) {
                throw new ImageException(
                        file.name() + ": expected runs of at most 64 MiB, found one of " + run.length());
            }
            end = run.end();
        }
        this.info = ImageInfo.of(Format.DMG, Math.max(end, trailer.sectors() * 512), 0)
                .withDetails(Map.of("tables", (long) tables.size()));
    }

    private static boolean isCompressed(Run run) {
        return run.coding().isStored() && run.coding() != Coding.RAW;
    }

    /** Whether a file ends like a DMG. */
    public static boolean recognises(Source file) {
        return Trailer.isIn(file);
    }

    @Override
    public ImageInfo info() {
        return info;
    }

    @Override
    public Extent extent(long offset) {
        int at = at(offset);
        if (at < 0 || offset >= runs[at].end()) {
            long next = at + 1 < runs.length ? starts[at + 1] : size();
            return Extent.of(Extent.Kind.ABSENT, offset, next - offset);
        }
        Run run = runs[at];
        long length = run.end() - offset;
        return switch (run.coding()) {
            case ZERO, IGNORED -> Extent.of(Extent.Kind.ZERO, offset, length);
            case RAW -> Extent.data(offset, length, file, run.position() + offset - run.start());
            default -> Extent.of(Extent.Kind.COMPRESSED, offset, length);
        };
    }

    /** The last run that does not begin behind an offset, or -1. */
    private int at(long offset) {
        int found = java.util.Arrays.binarySearch(starts, offset);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public int readCompressed(long offset, byte[] octets, int from, int most) {
        int at = at(offset);
        return last.read(at, offset - starts[at], octets, from, most, number -> decode(runs[(int) number]));
    }

    private byte[] decode(Run run) {
        byte[] stream = new byte[(int) run.stored()];
        file.read(run.position(), stream, 0, stream.length);
        byte[] octets = new byte[(int) run.length()];
        try {
            int done = switch (run.coding()) {
                case ADC -> Adc.decompress(stream, octets);
                case ZLIB -> inflate.inflate(stream, 0, stream.length, octets);
                case BZIP2 -> all(new BZip2CompressorInputStream(new ByteArrayInputStream(stream)), octets);
                case LZFSE -> Lzfse.decompress(stream, octets);
                case XZ -> all(new XZInputStream(new ByteArrayInputStream(stream), MOST_MEMORY), octets);
                case ZERO, RAW, IGNORED -> throw new IllegalStateException("a run that is not compressed");
            };
            if (done < octets.length) {
                throw new DataFormatException("it gives " + done + " octets of " + octets.length);
            }
        } catch (DataFormatException | IOException broken) {
            throw new ImageException(
                    file.name() + ": offset " + run.position() + ": expected a run coded as " + run.coding() + ": "
                            + broken.getMessage(),
                    broken);
        }
        return octets;
    }

    private static int all(InputStream stream, byte[] octets) throws IOException {
        try (stream) {
            return stream.readNBytes(octets, 0, octets.length);
        }
    }

    /** Every run decodes, and the checksums of tables, and the one of all of them, are right. */
    @Override
    public Optional<CheckReport> check() {
        CheckReport.Findings findings = new CheckReport.Findings();
        CRC32 ofAll = new CRC32();
        boolean complete = true;
        for (int i = 0; i < tables.size(); i++) {
            Table table = tables.get(i);
            complete &= table.checksumType() == Trailer.CRC32;
            ofAll.update(ByteBuffer.allocate(4).putInt(0, table.checksum()));
            try {
                check(i, table, findings);
            } catch (ImageException broken) {
                findings.corruption(String.valueOf(broken.getMessage()));
            }
        }
        if (complete && trailer.checksumType() == Trailer.CRC32 && (int) ofAll.getValue() != trailer.checksum()) {
            findings.corruption("the checksum of all block tables is not that of the trailer");
        }
        return Optional.of(findings.report(runs.length));
    }

    private void check(int number, Table table, CheckReport.Findings findings) {
        CRC32 crc = new CRC32();
        byte[] piece = new byte[1 << 20];
        for (Run run : table.runs()) {
            if (run.coding().isStored()) {
                findings.allocated(isCompressed(run), run.position() + run.stored());
            }
            // What is ignored does not count as zeros.
            for (long at = run.start(); at < run.end() && run.coding() != Coding.IGNORED; at += piece.length) {
                int length = (int) Math.min(piece.length, run.end() - at);
                read(at, piece, 0, length);
                crc.update(piece, 0, length);
            }
        }
        if (table.checksumType() == Trailer.CRC32 && (int) crc.getValue() != table.checksum()) {
            findings.corruption("the octets of block table " + number + " do not have its checksum");
        }
    }

    @Override
    public void close() {
        try (inflate) {
            file.close();
        }
    }
}
