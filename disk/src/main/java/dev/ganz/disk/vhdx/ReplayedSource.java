package dev.ganz.disk.vhdx;

import dev.ganz.disk.ImageException;
import dev.ganz.disk.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A file under changes that are kept in memory. */
final class ReplayedSource implements Source {
    private final Source file;
    private final List<Change> changes = new ArrayList<>();
    private long size;

    /** @param octets null for zeros */
    private record Change(long begin, long end, byte @org.jspecify.annotations.Nullable [] octets) {}

    ReplayedSource(Source file) {
        this.file = file;
        this.size = file.size();
    }

    /** Makes the file at least {@code length} octets long. */
    void extend(long length) {
        if (length < 0 || length > 2 * Vhdx.LARGEST) {
            throw new ImageException(
                    file.name() + ": expected a log that makes the file shorter than 128 TiB, found one "
                            + "that makes it " + length + " octets long");
        }
        size = Math.max(size, length);
    }

    void zero(long place, long length) {
        if (length < 0) {
            throw new ImageException(file.name() + ": expected a log that clears less than 2^63 octets");
        }
        extend(place + length);
        changes.add(new Change(place, place + length, null));
    }

    void write(long place, byte[] octets) {
        extend(place + octets.length);
        changes.add(new Change(place, place + octets.length, octets));
    }

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long position, byte[] octets, int from, int length) {
        if (position > size - length) {
            throw ImageException.at(this, position, "expected " + length + " octets, found the end of the file");
        }
        int there = Math.clamp(file.size() - position, 0, length);
        if (there > 0) {
            file.read(position, octets, from, there);
        }
        Arrays.fill(octets, from + there, from + length, (byte) 0);
        for (Change change : changes) {
            long begin = Math.max(change.begin, position);
            int count = (int) (Math.min(change.end, position + length) - begin);
            if (begin < position + length && count > 0) {
                int to = from + (int) (begin - position);
                if (change.octets == null) {
                    Arrays.fill(octets, to, to + count, (byte) 0);
                } else {
                    System.arraycopy(change.octets, (int) (begin - change.begin), octets, to, count);
                }
            }
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
