package dev.ganz.disk.vmdk;

import dev.ganz.disk.Block;
import dev.ganz.disk.DiskSize;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.OutputFile;
import dev.ganz.disk.TableWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes a sparse extent: header, descriptor, both directories with all their tables, then grains in the order of the disk. */
final class GrainFile {
    static final int GRAIN = 1 << 16;
    static final int TABLE_ENTRIES = 512;
    private static final int DESCRIPTOR_SECTORS = 20;
    private static final int TABLE = 4 * TABLE_ENTRIES;
    /** Tables hold 32 bits for a sector. */
    private static final long MOST_OCTETS = (1L << 32) * 512;

    private final OutputFile file;
    private final long capacity;
    private final long redundantDirectory;
    private final long directory;
    private final long overhead;
    private final TableWriter redundantEntries;
    private final TableWriter entries;
    private long end;
    private long current = -1;

    /** @param capacity octets of the disk that the extent holds */
    GrainFile(OutputFile file, long capacity) {
        this.file = file;
        this.capacity = capacity;
        long tables = DiskSize.roundedUp(capacity, (long) GRAIN * TABLE_ENTRIES) / ((long) GRAIN * TABLE_ENTRIES);
        long directoryLength = DiskSize.roundedUp(4 * tables, 512);
        this.redundantDirectory = (1 + DESCRIPTOR_SECTORS) * 512L;
        this.directory = redundantDirectory + directoryLength + tables * TABLE;
        this.overhead = DiskSize.roundedUp(directory + directoryLength + tables * TABLE, GRAIN);
        if (overhead + capacity > MOST_OCTETS) {
            throw new ImageException(
                    "a disk of " + capacity + " octets is too large for a sparse extent, which holds 2 TiB"
                            + " with its tables; expected -o subformat=twoGbMaxExtentSparse or monolithicFlat");
        }
        this.end = overhead;
        this.redundantEntries = directory(redundantDirectory, directoryLength, tables);
        this.entries = directory(directory, directoryLength, tables);
    }

    /** Writes a directory whose tables follow it without gaps, so that they are one long table. */
    private TableWriter directory(long position, long length, long tables) {
        TableWriter directory = new TableWriter(file, position, 4, ByteOrder.LITTLE_ENDIAN, 0);
        for (long table = 0; table < tables; table++) {
            directory.set(table, (position + length + table * TABLE) / 512);
        }
        directory.finish(tables);
        return new TableWriter(file, position + length, 4, ByteOrder.LITTLE_ENDIAN, 0);
    }

    void write(long offset, byte[] octets, int from, int length) {
        Block.split(
                offset,
                from,
                length,
                GRAIN,
                (grain, within, first, part) -> file.write(place(grain) + within, octets, first, part));
    }

    private long place(long grain) {
        if (grain != current) {
            redundantEntries.set(grain, end / 512);
            entries.set(grain, end / 512);
            current = grain;
            end += GRAIN;
        }
        return end - GRAIN;
    }

    /** Writes the rest; the file still has to be committed. */
    void finish(byte[] descriptor) {
        if (descriptor.length > DESCRIPTOR_SECTORS * 512) {
            throw new IllegalArgumentException("a descriptor of " + descriptor.length + " octets");
        }
        long count = DiskSize.roundedUp(capacity, GRAIN) / GRAIN;
        redundantEntries.finish(count);
        entries.finish(count);
        file.extend(end);
        file.write(512, descriptor);
        file.write(0, header(1, 1 | SparseHeader.REDUNDANT));
    }

    private byte[] header(int version, int flags) {
        return header(version, flags, capacity, DESCRIPTOR_SECTORS, redundantDirectory, directory, overhead);
    }

    /** A {@link SparseHeader}, with lengths and places in octets, or -1 for a directory in the footer. */
    static byte[] header(
            int version,
            int flags,
            long capacity,
            int descriptorSectors,
            long redundantDirectory,
            long directory,
            long overhead) {
        return ByteBuffer.allocate(512)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(SparseHeader.MAGIC)
                .putInt(version)
                .putInt(flags)
                .putLong(capacity / 512)
                .putLong(GRAIN / 512)
                .putLong(descriptorSectors == 0 ? 0 : 1)
                .putLong(descriptorSectors)
                .putInt(TABLE_ENTRIES)
                .putLong(redundantDirectory / 512)
                .putLong(directory == SparseHeader.IN_FOOTER ? SparseHeader.IN_FOOTER : directory / 512)
                .putLong(overhead / 512)
                .put((byte) 0)
                .put(new byte[] {'\n', ' ', '\r', '\n'})
                .putShort((short) ((flags & SparseHeader.COMPRESSED) == 0 ? 0 : 1))
                .array();
    }
}
