package dev.ganz.disk.qcow2;

import dev.ganz.disk.ImageException;
import dev.ganz.disk.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes a {@link Qcow2Header}. */
record HeaderText(int version, int clusterBits, boolean isZstd, Target target) {
    private static final int LENGTH_2 = 72;
    private static final int LENGTH_3 = 112;

    HeaderText {
        if (extensions(target).length + LENGTH_3 + name(target).length > 1 << clusterBits) {
            throw new ImageException(target.file() + ": the backing file's name does not fit into the first cluster");
        }
    }

    byte[] octets(long l1Entries, long l1Offset, Refcounts.Place refcounts) {
        byte[] name = name(target);
        byte[] extensions = extensions(target);
        int length = version == 2 ? LENGTH_2 : LENGTH_3;
        ByteBuffer header = ByteBuffer.allocate(1 << clusterBits);
        header.put(Qcow2Header.MAGIC);
        header.putInt(version);
        header.putLong(name.length == 0 ? 0 : length + extensions.length);
        header.putInt(name.length);
        header.putInt(clusterBits);
        header.putLong(target.size());
        header.putInt(0);
        header.putInt((int) l1Entries);
        header.putLong(l1Offset);
        header.putLong(refcounts.offset());
        header.putInt((int) refcounts.clusters());
        header.putInt(0);
        header.putLong(0);
        if (version == 3) {
            header.putLong(isZstd ? Qcow2Header.COMPRESSION : 0);
            header.putLong(0);
            header.putLong(0);
            header.putInt(4);
            header.putInt(LENGTH_3);
            header.put((byte) (isZstd ? 1 : 0));
        }
        header.put(length, extensions);
        header.put(length + extensions.length, name);
        return header.array();
    }

    private static byte[] name(Target target) {
        return target.backing()
                .map(backing -> backing.name().getBytes(StandardCharsets.UTF_8))
                .orElse(new byte[0]);
    }

    /** The backing file's format, and the end. */
    private static byte[] extensions(Target target) {
        byte[] format = target.backing()
                .map(backing -> backing.format().toString().getBytes(StandardCharsets.US_ASCII))
                .orElse(new byte[0]);
        if (format.length == 0) {
            return new byte[8];
        }
        return ByteBuffer.allocate(16 + (format.length + 7) / 8 * 8)
                .putInt(Qcow2Header.BACKING_FORMAT)
                .putInt(format.length)
                .put(format)
                .array();
    }
}
