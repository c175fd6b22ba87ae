package dev.ganz.disk.vmdk;

import dev.ganz.disk.CheckReport;
import dev.ganz.disk.Extent;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.LastBlock;
import dev.ganz.disk.Pages;
import dev.ganz.disk.Source;
import dev.ganz.disk.codec.Inflate;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;

/** Reads a sparse extent: {@link SparseHeader} says how it is laid out. */
final class SparseExtent {
    private static final int MARKER = 12;

    private final Source file;
    private final SparseHeader header;
    private final Pages tables;
    private final Inflate inflate = new Inflate(false);
    private final LastBlock last = new LastBlock();

    SparseExtent(Source file, SparseHeader header) {
        this.file = file;
        this.header = header;
        this.tables = new Pages(file, ByteOrder.LITTLE_ENDIAN);
    }

    SparseHeader header() {
        return header;
    }

    /** @param end of what the descriptor takes from it */
    Extent extent(long offset, long end) {
        if (offset >= header.capacity()) {
            return Extent.of(Extent.Kind.ABSENT, offset, end - offset);
        }
        long grain = offset / header.grain();
        long last = Math.min(end, header.capacity());
        long table = table(header.directory(), grain);
        if (table == 0) {
            long covered = header.grain() * header.tableEntries();
            return Extent.of(Extent.Kind.ABSENT, offset, Math.min(last, (offset / covered + 1) * covered) - offset);
        }
        long within = offset % header.grain();
        long length = Math.min(header.grain() - within, last - offset);
        long entry = entry(table, grain);
        if (entry == 0) {
            return Extent.of(Extent.Kind.ABSENT, offset, length);
        }
        if (entry == 1 && header.has(SparseHeader.ZEROED)) {
            return Extent.of(Extent.Kind.ZERO, offset, length);
        }
        return header.has(SparseHeader.COMPRESSED)
                ? Extent.of(Extent.Kind.COMPRESSED, offset, length)
                : Extent.data(offset, length, file, entry * 512 + within);
    }

    int readCompressed(long offset, byte[] octets, int from, int most) {
        return last.read(offset / header.grain(), offset % header.grain(), octets, from, most, this::inflate);
    }

    private byte[] inflate(long grain) {
        long place = entry(table(header.directory(), grain), grain) * 512;
        int skip = header.has(SparseHeader.MARKERS) ? MARKER : 0;
        // A stream may be longer than what it holds, but not much.
        long most = 2 * header.grain() + 1024;
        long length = Math.min(most, file.size() - place - skip);
        if (skip > 0) {
            ByteBuffer marker = file.octets(place, MARKER, ByteOrder.LITTLE_ENDIAN);
            length = marker.getInt(8) & 0xffff_ffffL;
            long sector = marker.getLong();
            if (sector != grain * header.grain() / 512 || length > most || length > file.size() - place - skip) {
                throw ImageException.at(
                        file,
                        place,
                        "expected the grain of sector " + grain * header.grain() / 512 + ", found one of sector "
                                + sector + " with " + length + " octets");
            }
        }
        byte[] stream = new byte[(int) Math.max(0, length)];
        file.read(place + skip, stream, 0, stream.length);
        byte[] octets = new byte[(int) header.grain()];
        try {
            // The last grain may hold less than a whole one.
            int done = inflate.inflate(stream, 0, stream.length, octets);
            long needed = Math.min(header.grain(), header.capacity() - grain * header.grain());
            if (done < needed) {
                throw new DataFormatException("it gives " + done + " octets of " + needed);
            }
        } catch (DataFormatException broken) {
            throw new ImageException(
                    file.name() + ": offset " + place + ": expected a deflated grain: " + broken.getMessage(), broken);
        }
        return octets;
    }

    /** The place of the table in which a grain has its entry, by one of the directories; 0 if there is none. */
    private long table(long directory, long grain) {
        return tables.u32(directory + grain / header.tableEntries() * 4) * 512;
    }

    private long entry(long table, long grain) {
        return tables.u32(table + grain % header.tableEntries() * 4);
    }

    /** Every entry lies in the file, the redundant tables say the same, and every stream inflates. */
    void check(long end, CheckReport.Findings findings) {
        boolean both = header.has(SparseHeader.REDUNDANT);
        long grains = (Math.min(end, header.capacity()) + header.grain() - 1) / header.grain();
        for (long grain = 0; grain < grains; grain++) {
            try {
                long table = table(header.directory(), grain);
                if (table == 0) {
                    grain += header.tableEntries() - 1 - grain % header.tableEntries();
                    continue;
                }
                long entry = entry(table, grain);
                long redundant = both ? table(header.redundantDirectory(), grain) : 0;
                if (redundant != 0 && entry(redundant, grain) != entry) {
                    findings.corruption("the two grain tables differ for grain " + grain);
                }
                checkGrain(grain, entry, findings);
            } catch (ImageException broken) {
                findings.corruption(String.valueOf(broken.getMessage()));
            }
        }
    }

    private void checkGrain(long grain, long entry, CheckReport.Findings findings) {
        boolean compressed = header.has(SparseHeader.COMPRESSED);
        if (entry == 0 || entry == 1 && header.has(SparseHeader.ZEROED)) {
            return;
        }
        if (entry * 512 + (compressed ? MARKER : 1) > file.size()) {
            findings.corruption("grain " + grain + " lies behind the end of the file");
            return;
        }
        if (compressed) {
            last.read(grain, 0, new byte[1], 0, 1, this::inflate);
        }
        findings.allocated(compressed, entry * 512 + (compressed ? MARKER : header.grain()));
    }

    void close() {
        try (inflate) {
            file.close();
        }
    }
}
