package dev.ganz.disk;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A range of a disk that is stored in one way.
 *
 * @param start octets from the beginning of the disk
 * @param length octets, more than 0
 * @param depth how many images further back it is stored: 0 is the image itself, 1 its backing file
 * @param source for {@link Kind#DATA} the file with the octets, in which they begin at {@code position}
 */
public record Extent(
        long start,
        long length,
        Kind kind,
        int depth,
        @Nullable Source source,
        long position) {
    /** How a range is stored. */
    public enum Kind {
        /** As it is. */
        DATA,
        /** Deflated or the like. */
        COMPRESSED,
        /** Said to be zero. */
        ZERO,
        /** Nowhere: the backing file's content, or zero without one. */
        ABSENT
    }

    public static Extent data(long start, long length, Source source, long position) {
        return new Extent(start, length, Kind.DATA, 0, source, position);
    }

    /** Octets that lie in a file as they do on the disk, or one of the holes among them. */
    public static Extent flat(long start, long length, Source source, long position) {
        long data = Math.min(source.nextData(position), position + length);
        if (data > position) {
            return of(Kind.ZERO, start, data - position);
        }
        return data(start, Math.min(length, source.nextHole(position) - position), source, position);
    }

    /** Of a kind that has no place in a file of its own. */
    public static Extent of(Kind kind, long start, long length) {
        return new Extent(start, length, kind, 0, null, 0);
    }

    public long end() {
        return start + length;
    }

    /** Whether octets must be read to know them; all others are zero. */
    public boolean isStored() {
        return kind == Kind.DATA || kind == Kind.COMPRESSED;
    }

    /** What of it lies before {@code end}. */
    public Extent before(long end) {
        return end >= end() ? this : new Extent(start, end - start, kind, depth, source, position);
    }

    /** The same, seen from {@code levels} images in front. */
    public Extent deeper(int levels) {
        return new Extent(start, length, kind, depth + levels, source, position);
    }

    /** The file with the octets of {@link Kind#DATA}. */
    public Source file() {
        if (source == null) {
            throw new IllegalStateException(this + " is in no file");
        }
        return source;
    }

    /** Both as one if {@code next} goes on where this ends, in the same way. */
    @Nullable
    Extent joined(Extent next) {
        boolean goesOn = next.kind == kind
                && next.depth == depth
                && Objects.equals(next.source, source)
                && (kind != Kind.DATA || next.position == position + length);
        return goesOn ? new Extent(start, length + next.length, kind, depth, source, position) : null;
    }
}
