package dev.ganz.disk.cloop;

import dev.ganz.disk.Extent;
import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.ImageInfo;
import dev.ganz.disk.LastBlock;
import dev.ganz.disk.Pages;
import dev.ganz.disk.Source;
import dev.ganz.disk.codec.Inflate;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;

/**
 * Reads a cloop of version 2, big-endian (QEMU, {@code block/cloop.c}).
 *
 * <pre>
 *   0 128  "#!/bin/sh\n#V2.0 Format\n", the rest of a shell script
 * 128   4  octets of a block: a multiple of 512
 * 132   4  blocks
 * 136      u64 for each block and one more: where it begins, and so where the one before ends
 *          the blocks, as streams of RFC 1950
 * </pre>
 */
public final class CloopImage implements Image {
    private static final byte[] MAGIC = "#!/bin/sh\n#V2.0 Format\n".getBytes(StandardCharsets.US_ASCII);
    private static final int TABLE = 136;
    private static final int LARGEST_BLOCK = 64 << 20;

    private final Source file;
    private final Pages tables;
    private final ImageInfo info;
    private final int block;
    private final Inflate inflate = new Inflate(false);
    private final LastBlock last = new LastBlock();

    public CloopImage(Source file) {
        this.file = file;
        this.tables = new Pages(file, ByteOrder.BIG_ENDIAN);
        ByteBuffer header = file.octets(0, TABLE, ByteOrder.BIG_ENDIAN);
        if (!recognises(file)) {
            throw ImageException.at(file, 0, "expected a cloop of version 2");
        }
        this.block = header.getInt(128);
        long blocks = header.getInt(132) & 0xffff_ffffL;
        if (block < 512 || block > LARGEST_BLOCK || block % 512 != 0) {
            throw ImageException.at(file, 128, "expected blocks of whole sectors up to 64 MiB, found " + block);
        }
        if (TABLE + 8 * (blocks + 1) > file.size()) {
            throw ImageException.at(file, 132, "expected a table of " + blocks + " blocks within the file");
        }
        this.info = ImageInfo.of(Format.CLOOP, blocks * block, block);
    }

    /** Whether a file has the text at its begin. */
    public static boolean recognises(Source file) {
        return file.has(MAGIC, 0);
    }

    @Override
    public ImageInfo info() {
        return info;
    }

    @Override
    public Extent extent(long offset) {
        return Extent.of(Extent.Kind.COMPRESSED, offset, block - offset % block);
    }

    @Override
    public int readCompressed(long offset, byte[] octets, int from, int most) {
        return last.read(offset / block, offset % block, octets, from, most, this::inflate);
    }

    private byte[] inflate(long number) {
        long begin = tables.u64(TABLE + 8 * number);
        long length = tables.u64(TABLE + 8 * number + 8) - begin;
        // A stream may be longer than what it holds, but not much.
        if (begin < TABLE || length < 0 || length > 2L * block + 1024 || length > file.size() - begin) {
            throw ImageException.at(
                    file,
                    TABLE + 8 * number,
                    "expected a block within the file, found " + length + " octets at " + begin);
        }
        byte[] stream = new byte[(int) length];
        file.read(begin, stream, 0, stream.length);
        byte[] octets = new byte[block];
        try {
            int done = inflate.inflate(stream, 0, stream.length, octets);
            if (done < block) {
                throw new DataFormatException("it gives " + done + " octets of " + block);
            }
        } catch (DataFormatException broken) {
            throw new ImageException(
                    file.name() + ": offset " + begin + ": expected a deflated block: " + broken.getMessage(), broken);
        }
        return octets;
    }

    @Override
    public void close() {
        try (inflate) {
            file.close();
        }
    }
}
