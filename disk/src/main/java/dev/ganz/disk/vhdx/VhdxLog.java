package dev.ganz.disk.vhdx;

import dev.ganz.disk.ImageException;
import dev.ganz.disk.Source;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was written to the log of a VHDX and perhaps not to its place. The log is a ring of entries of whole 4 KiB:
 *
 * <pre>
 *  0  4  "loge"
 *  4  4  CRC-32C of the entry
 *  8  4  octets of the entry
 * 12  4  offset in the log of the oldest entry that is still needed
 * 16  8  sequence
 * 24  4  descriptors
 * 32 16  GUID of the log
 * 48  8  octets that the file had at least
 * 56  8  octets that it is to have at least
 * 64     descriptors of 32 octets, up to a whole 4 KiB:
 *        "zero", u32 0, u64 octets, u64 offset in the file, u64 sequence
 *        "desc", the last 4 octets, the first 8 octets, u64 offset in the file, u64 sequence
 *        for each "desc" a sector: "data", upper half of the sequence, 4084 octets, lower half
 * </pre>
 *
 * The entries that count are the run of consecutive sequences with the highest one whose last entry points into it.
 */
final class VhdxLog {
    private static final int SECTOR = 4096;
    private static final int LARGEST = 64 << 20;
    private static final int ENTRY = 0x65676f6c;
    private static final int ZERO = 0x6f72657a;
    private static final int DESCRIPTOR = 0x63736564;
    private static final int DATA = 0x61746164;

    private final Source file;
    private final VhdxLayout.Header header;
    private final Map<Long, Entry> entries = new HashMap<>();

    private record Entry(long offset, ByteBuffer octets) {
        long sequence() {
            return octets.getLong(16);
        }

        long tail() {
            return octets.getInt(12) & 0xffff_ffffL;
        }
    }

    private VhdxLog(Source file, VhdxLayout.Header header) {
        this.file = file;
        this.header = header;
    }

    /** The file as it is after its log has been written to it; the file itself stays as it is. */
    static Source replayed(Source file, VhdxLayout.Header header) {
        if (Arrays.equals(header.logGuid(), new byte[16])) {
            return file;
        }
        long offset = header.logOffset();
        if (header.logLength() > LARGEST || offset < Vhdx.MIB || offset > file.size() - header.logLength()) {
            throw ImageException.at(
                    file, offset, "expected a log of at most 64 MiB within the file, found " + header.logLength());
        }
        VhdxLog log = new VhdxLog(file, header);
        log.readEntries();
        return log.replay();
    }

    private void readEntries() {
        for (long at = 0; at < header.logLength(); ) {
            Entry entry = entry(at);
            if (entry != null) {
                entries.put(at, entry);
            }
            at += SECTOR;
        }
    }

    private @Nullable Entry entry(long at) {
        ByteBuffer head = around(at, 64);
        long length = head.getInt(8) & 0xffff_ffffL;
        byte[] guid = new byte[16];
        head.get(32, guid);
        if (head.getInt(0) != ENTRY
                || length == 0
                || length % SECTOR != 0
                || length > Math.min(header.logLength(), Source.MOST_OCTETS)
                || !Arrays.equals(guid, header.logGuid())) {
            return null;
        }
        ByteBuffer whole = around(at, (int) length);
        long descriptors = whole.getInt(24) & 0xffff_ffffL;
        boolean fits = 64 + 32 * descriptors <= length;
        return fits && whole.getInt(4) == Vhdx.checksum(whole, 4) ? new Entry(at, whole) : null;
    }

    /** Octets of the ring. */
    private ByteBuffer around(long at, int length) {
        byte[] octets = new byte[length];
        int first = (int) Math.min(length, header.logLength() - at);
        file.read(header.logOffset() + at, octets, 0, first);
        file.read(header.logOffset(), octets, first, length - first);
        return ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
    }

    private Source replay() {
        List<Entry> newest = entries.values().stream()
                .sorted(Comparator.comparingLong(Entry::sequence).reversed())
                .toList();
        for (Entry last : newest) {
            List<Entry> run = run(last);
            if (!run.isEmpty()) {
                return replay(run);
            }
        }
        throw ImageException.at(
                file,
                header.logOffset(),
                "expected a log with entries to replay, as the header says, found none that is whole");
    }

    /** From the oldest entry that is needed to {@code last}, or nothing if one is missing. */
    private List<Entry> run(Entry last) {
        List<Entry> run = new ArrayList<>();
        Entry at = entries.get(last.tail());
        while (at != null && run.size() <= entries.size()) {
            run.add(at);
            if (at.offset() == last.offset()) {
                return run;
            }
            Entry next = entries.get((at.offset() + at.octets().limit()) % header.logLength());
            at = next != null && next.sequence() == at.sequence() + 1 ? next : null;
        }
        return List.of();
    }

    private Source replay(List<Entry> run) {
        ReplayedSource replayed = new ReplayedSource(file);
        for (Entry entry : run) {
            long flushed = entry.octets().getLong(48);
            if (flushed < 0 || flushed > file.size()) {
                throw ImageException.at(
                        file,
                        header.logOffset() + entry.offset(),
                        "expected a file of " + flushed + " octets, as its log says, found " + file.size());
            }
            replayed.extend(entry.octets().getLong(56));
            apply(entry, replayed);
        }
        return replayed;
    }

    private void apply(Entry entry, ReplayedSource replayed) {
        ByteBuffer octets = entry.octets();
        int count = octets.getInt(24);
        int data = (64 + 32 * count + SECTOR - 1) / SECTOR * SECTOR;
        for (int i = 0, at = 64; i < count; i++, at += 32) {
            long place = octets.getLong(at + 16);
            if (place < 0 || place % SECTOR != 0) {
                throw bad(entry, "a place of whole 4 KiB, found " + place);
            }
            switch (octets.getInt(at)) {
                case ZERO -> replayed.zero(place, octets.getLong(at + 8));
                case DESCRIPTOR -> {
                    if (data > octets.limit() - SECTOR || octets.getInt(data) != DATA) {
                        throw bad(entry, "a sector of data for each descriptor, found too few");
                    }
                    byte[] sector = new byte[SECTOR];
                    octets.get(data, sector);
                    octets.get(at + 8, sector, 0, 8);
                    octets.get(at + 4, sector, SECTOR - 4, 4);
                    replayed.write(place, sector);
                    data += SECTOR;
                }
                default -> throw bad(entry, "descriptors that say zero or desc");
            }
        }
    }

    private ImageException bad(Entry entry, String expected) {
        return ImageException.at(file, header.logOffset() + entry.offset(), "expected in the log " + expected);
    }
}
