package dev.ganz.disk.job;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A digest of a disk's content, whatever the image's format, in one of two ways.
 *
 * <ul>
 *   <li>{@code sha256}: SHA-256 of all octets.
 *   <li>{@code sparse64k}: SHA-256 over the number, as 8 octets big-endian, and the octets of each block of 64 KiB that is not zero, in
 *       ascending order and filled up with zeros, then the size of the disk in 8 octets. It takes no time for what is not stored.
 * </ul>
 */
public final class ContentDigest {
    /** Octets are given in blocks of so many. */
    static final int BLOCK = 1 << 16;

    private final Kind kind;
    private final MessageDigest digest;
    private final byte[] block = new byte[BLOCK];
    private long size;

    /** The ways, by the names that users say. */
    public enum Kind {
        SPARSE64K,
        SHA256
    }

    public ContentDigest(Kind kind) {
        this.kind = kind;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** What comes next; a whole number of blocks but for the last call. */
    void octets(byte[] octets, int length) {
        if (kind == Kind.SHA256) {
            digest.update(octets, 0, length);
            size += length;
            return;
        }
        for (int at = 0; at < length; at += BLOCK) {
            int part = Math.min(BLOCK, length - at);
            if (!Zeros.isZero(octets, at, at + part)) {
                digest.update(ByteBuffer.allocate(8).putLong(0, size / BLOCK));
                digest.update(octets, at, part);
                digest.update(block, 0, BLOCK - part);
            }
            size += part;
        }
    }

    /** So many zeros come next. */
    void zeros(long length) {
        if (kind == Kind.SHA256) {
            for (long left = length; left > 0; left -= BLOCK) {
                digest.update(block, 0, (int) Math.min(BLOCK, left));
            }
        }
        size += length;
    }

    /** The digest in hexadecimal digits, when all has been given; once. */
    public String text() {
        if (kind == Kind.SPARSE64K) {
            digest.update(ByteBuffer.allocate(8).putLong(0, size));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
