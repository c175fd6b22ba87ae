package dev.ganz.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * An image to be made.
 *
 * @param size octets of the disk, a multiple of 512
 * @param compress whether to compress what the format can
 * @param workers threads that compress
 * @param random draws the identifiers that formats want to be unique
 * @param time written where formats have a time of creation
 * @param backing the image that shows through where this one has nothing
 * @param kept files that may not be written over, such as those of the source
 */
public record Target(
        Path file,
        long size,
        Options options,
        boolean compress,
        int workers,
        RandomGenerator random,
        Instant time,
        Optional<Backing> backing,
        List<Path> kept) {

    /** Another image, by the name that is written into this one. */
    public record Backing(String name, Format format) {}

    /** A random UUID (RFC 9562, version 4) in network order. */
    public byte[] uuid() {
        byte[] uuid = ByteBuffer.allocate(16)
                .putLong(random.nextLong())
                .putLong(random.nextLong())
                .array();
        uuid[6] = (byte) (uuid[6] & 0x0f | 0x40);
        uuid[8] = (byte) (uuid[8] & 0x3f | 0x80);
        return uuid;
    }

    /** A random UUID with its first three fields in little-endian order, as Microsoft's formats have it. */
    public byte[] guid() {
        return Guid.swapped(uuid());
    }

    /** The target's own name without its folder. */
    public String name() {
        return String.valueOf(file.getFileName());
    }

    /** Begins one of the files of this image. */
    public OutputFile output(Path path) {
        for (Path each : kept) {
            if (isSame(each, path)) {
                throw new ImageException("cannot write " + path + ": it is a file of the source, which is not touched");
            }
        }
        return OutputFile.create(path);
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
        } catch (IOException unreachable) {
            return one.toAbsolutePath()
                    .normalize()
                    .equals(other.toAbsolutePath().normalize());
        }
    }

    /** Refuses what the format cannot hold. */
    public void requireAtMost(Format format, long most) {
        if (size > most) {
            throw new ImageException(
                    file + ": a disk of " + size + " octets is too large for " + format + ", which holds " + most);
        }
    }

    /** Refuses a backing file in formats that have none. */
    public void requireNoBacking(Format format) {
        if (backing.isPresent()) {
            throw new ImageException(file + ": images in " + format + " are written without a backing file");
        }
    }

    /** Refuses compression in formats that have none. */
    public void requireUncompressed(Format format) {
        if (compress) {
            throw new ImageException(file + ": " + format + " does not compress; leave out -c");
        }
    }
}
