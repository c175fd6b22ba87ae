package dev.ganz.disk.qcow2;

import dev.ganz.disk.ImageException;
import dev.ganz.disk.ImageInfo.Snapshot;
import dev.ganz.disk.Source;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The snapshots inside a qcow2, big-endian.
 *
 * <pre>
 *  0  8  offset of its L1 table
 *  8  4  entries of it
 * 12  2  octets of the identifier
 * 14  2  octets of the name
 * 16  4  seconds since 1970
 * 20  4  nanoseconds
 * 24  8  nanoseconds that the machine had run
 * 32  4  octets of the machine's state
 * 36  4  octets of more: the first 8 are the octets of the machine's state again
 * more, identifier, name, up to a multiple of 8
 * </pre>
 */
final class SnapshotTable {
    private static final int LONGEST_EXTRA = 1024;

    private SnapshotTable() {}

    /** An entry, where its L1 table lies, and how large the disk was. */
    record Entry(Snapshot snapshot, long l1Offset, long l1Entries, long diskSize) {
        /** The header of the image as it was. */
        Qcow2Header applied(Source file, Qcow2Header now) {
            Qcow2Header then = now.with(l1Offset, l1Entries, diskSize);
            then.checkTable(file);
            return then;
        }
    }

    /** The snapshot of a name, or else of an identifier. */
    static Entry entry(Source file, Qcow2Header header, String name) {
        List<Entry> entries = entries(file, header);
        return entries.stream()
                .filter(entry -> entry.snapshot.name().equals(name))
                .findFirst()
                .or(() -> entries.stream()
                        .filter(entry -> entry.snapshot.id().equals(name))
                        .findFirst())
                .orElseThrow(() -> new ImageException(file.name() + ": there is no snapshot \"" + name
                        + "\"; expected one of "
                        + entries.stream().map(entry -> entry.snapshot.name()).toList()));
    }

    static List<Snapshot> read(Source file, Qcow2Header header) {
        return entries(file, header).stream().map(Entry::snapshot).toList();
    }

    static List<Entry> entries(Source file, Qcow2Header header) {
        List<Entry> entries = new ArrayList<>();
        long at = header.snapshotTable();
        for (int i = 0; i < header.snapshots(); i++) {
            ByteBuffer head = file.octets(at, 40, ByteOrder.BIG_ENDIAN);
            int extra = head.getInt(36);
            if (extra < 0 || extra > LONGEST_EXTRA) {
                throw ImageException.at(file, at + 36, "expected at most 1024 octets more, found " + extra);
            }
            int id = head.getShort(12) & 0xffff;
            int name = head.getShort(14) & 0xffff;
            ByteBuffer rest = file.octets(at + 40, extra + id + name, ByteOrder.BIG_ENDIAN);
            long state = extra >= 8 ? rest.getLong(0) : head.getInt(32) & 0xffff_ffffL;
            String text = StandardCharsets.ISO_8859_1
                    .decode(rest.slice(extra, id + name))
                    .toString();
            entries.add(new Entry(
                    new Snapshot(
                            utf8(text.substring(0, id)),
                            utf8(text.substring(id)),
                            state,
                            head.getInt(16) & 0xffff_ffffL,
                            head.getInt(20) & 0xffff_ffffL,
                            head.getLong(24)),
                    head.getLong(0),
                    head.getInt(8) & 0xffff_ffffL,
                    extra >= 16 ? rest.getLong(8) : header.size()));
            at += (40L + extra + id + name + 7) / 8 * 8;
        }
        return entries;
    }

    /** Where the table ends. */
    static long end(Source file, Qcow2Header header) {
        long at = header.snapshotTable();
        for (int i = 0; i < header.snapshots(); i++) {
            ByteBuffer head = file.octets(at, 40, ByteOrder.BIG_ENDIAN);
            at += (40L + head.getInt(36) + (head.getShort(12) & 0xffff) + (head.getShort(14) & 0xffff) + 7) / 8 * 8;
        }
        return at;
    }

    private static String utf8(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
