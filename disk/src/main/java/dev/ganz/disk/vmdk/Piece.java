package dev.ganz.disk.vmdk;

import dev.ganz.disk.CheckReport;
import dev.ganz.disk.Extent;
import dev.ganz.disk.Source;

/** A part of the disk, numbered from its own begin. */
sealed interface Piece {
    /** Octets of the disk. */
    long length();

    Extent extent(long offset);

    default int readCompressed(long offset, byte[] octets, int from, int most) {
        throw new IllegalStateException("nothing is compressed here");
    }

    default void check(CheckReport.Findings findings) {}

    default void close() {}

    /** Octets as they are, in a file from {@code begin} on. */
    record Flat(long length, Source file, long begin) implements Piece {
        @Override
        public Extent extent(long offset) {
            return Extent.flat(offset, length - offset, file, begin + offset);
        }

        @Override
        public void close() {
            file.close();
        }
    }

    /** Nothing but zeros. */
    record Zero(long length) implements Piece {
        @Override
        public Extent extent(long offset) {
            return Extent.of(Extent.Kind.ZERO, offset, length - offset);
        }
    }

    /** Grains, behind a directory and tables. */
    record Sparse(long length, SparseExtent file) implements Piece {
        @Override
        public Extent extent(long offset) {
            return file.extent(offset, length);
        }

        @Override
        public int readCompressed(long offset, byte[] octets, int from, int most) {
            return file.readCompressed(offset, octets, from, most);
        }

        @Override
        public void check(CheckReport.Findings findings) {
            file.check(length, findings);
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
