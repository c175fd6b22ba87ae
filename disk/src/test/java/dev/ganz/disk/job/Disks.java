package dev.ganz.disk.job;

import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.Options;
import dev.ganz.disk.Target;
import dev.ganz.prop.Gen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Disks to try things on, and their digests. */
final class Disks {
    private static final int BLOCK = 1 << 16;

    private Disks() {}

    /** So many octets, of which those of {@code pieces} are not zero. */
    record Content(long size, List<Piece> pieces) {
        void write(Path file) {
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[1]), size - 1);
                for (Piece piece : pieces) {
                    channel.write(piece.octets(size), piece.offset());
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public String toString() {
            return size + " octets: "
                    + pieces.stream()
                            .map(piece -> piece.length() + " at " + piece.offset() + (piece.dense() ? " dense" : ""))
                            .collect(Collectors.joining(", "));
        }
    }

    /** @param dense whether its octets do not compress */
    record Piece(long offset, int length, long seed, boolean dense) {
        ByteBuffer octets(long size) {
            byte[] octets = new byte[(int) Math.min(length, size - offset)];
            if (dense) {
                new SplittableRandom(seed).nextBytes(octets);
            } else {
                java.util.Arrays.fill(octets, (byte) (seed | 1));
            }
            return ByteBuffer.wrap(octets);
        }
    }

    /** Up to 12 pieces on a disk of up to {@code most} octets, in whole sectors. */
    static Gen<Content> contents(long most) {
        return Gen.longs(1, most / 512)
                .map(sectors -> sectors * 512)
                .flatMap(size -> Gen.lists(pieces(size), 12).map(pieces -> new Content(size, pieces)));
    }

    private static Gen<Piece> pieces(long size) {
        return (random, scale) ->
                new Piece(random.nextLong(size), 1 + random.nextInt(200_000), random.nextLong(), random.nextBoolean());
    }

    /** An image to be made, the same every time. */
    static Target target(Path file, long size, boolean compress, String... options) {
        return new Target(
                file,
                size,
                Options.parse(List.of(options)),
                compress,
                2,
                new SplittableRandom(7),
                Instant.parse("2026-01-01T00:00:00Z"),
                Optional.empty(),
                List.of());
    }

    static OpenImage open(Path file, Format format) {
        return OpenImage.open(file, String.valueOf(file.getFileName()), Optional.of(format), Access.USUAL);
    }

    static String sha256(Image image) {
        MessageDigest digest = digest();
        byte[] chunk = new byte[1 << 20];
        for (long at = 0; at < image.size(); at += chunk.length) {
            int length = (int) Math.min(chunk.length, image.size() - at);
            image.read(at, chunk, 0, length);
            digest.update(chunk, 0, length);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Over the number and the octets of each block of 64 KiB that is not zero, then the size. */
    static String sparse64k(Image image) {
        MessageDigest digest = digest();
        byte[] block = new byte[BLOCK];
        long at = 0;
        while (at < image.size()) {
            long end = image.run(at).end() / BLOCK * BLOCK;
            if (!image.run(at).isStored() && end > at) {
                at = end;
                continue;
            }
            int length = (int) Math.min(BLOCK, image.size() - at);
            java.util.Arrays.fill(block, (byte) 0);
            image.read(at, block, 0, length);
            if (!Zeros.isZero(block, 0, BLOCK)) {
                digest.update(ByteBuffer.allocate(8).putLong(0, at / BLOCK));
                digest.update(block);
            }
            at += BLOCK;
        }
        digest.update(ByteBuffer.allocate(8).putLong(0, image.size()));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
