package dev.ganz.disk.vdi;

import dev.ganz.disk.Block;
import dev.ganz.disk.CheckReport;
import dev.ganz.disk.Extent;
import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.ImageInfo;
import dev.ganz.disk.Pages;
import dev.ganz.disk.Source;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Reads a VDI: {@link VdiHeader} says how it is laid out. */
public final class VdiImage implements Image {
    static final long ABSENT = 0xffff_ffffL;
    static final long ZERO = 0xffff_fffeL;

    private final Source file;
    private final VdiHeader header;
    private final Pages map;
    private final ImageInfo info;

    public VdiImage(Source file) {
        this.file = file;
        this.header = VdiHeader.read(file);
        if (header.type() == VdiHeader.DIFFERENCING || header.hasParent()) {
            throw new ImageException(
                    file.name() + ": expected a whole disk, found the differences to another VDI, which"
                            + " only VirtualBox can find by its UUID; merge them there");
        }
        this.map = new Pages(file, ByteOrder.LITTLE_ENDIAN);
        this.info = ImageInfo.of(Format.VDI, header.diskSize(), header.blockSize());
    }

    /** Whether a file has the signature. */
    public static boolean recognises(Source file) {
        byte[] signature = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(VdiHeader.SIGNATURE)
                .array();
        return file.has(signature, VdiHeader.SIGNATURE_OFFSET);
    }

    @Override
    public ImageInfo info() {
        return info;
    }

    @Override
    public Extent extent(long offset) {
        Block block = Block.at(offset, header.blockSize(), size());
        long entry = map.u32(header.mapOffset() + 4 * block.number());
        if (entry >= ZERO) {
            return Extent.of(entry == ZERO ? Extent.Kind.ZERO : Extent.Kind.ABSENT, offset, block.length());
        }
        return Extent.data(offset, block.length(), file, place(entry) + block.within());
    }

    private long place(long entry) {
        return header.dataOffset() + entry * (header.blockSize() + header.extra()) + header.extra();
    }

    /** Every entry lies in the file, none twice, and their count is the header's. */
    @Override
    public Optional<CheckReport> check() {
        CheckReport.Findings findings = new CheckReport.Findings();
        long found = 0;
        for (long block = 0; block < header.blocks(); block++) {
            long entry = map.u32(header.mapOffset() + 4 * block);
            if (entry < ZERO) {
                found++;
                // A file may end within its last block.
                findings.placed(block, place(entry), header.blockSize(), file.size() + header.blockSize() - 1);
            }
        }
        if (found != header.allocated()) {
            findings.corruption("the header counts " + header.allocated() + " blocks in the file, the map " + found);
        }
        return Optional.of(findings.report(header.blocks()));
    }

    @Override
    public void close() {
        file.close();
    }
}
