package dev.ganz.disk.vhdx;

import dev.ganz.disk.Block;
import dev.ganz.disk.CheckReport;
import dev.ganz.disk.Extent;
import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.ImageInfo;
import dev.ganz.disk.Pages;
import dev.ganz.disk.Source;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;

/** Reads a VHDX, with what is still in its log: {@link VhdxLayout} says where things are. */
public final class VhdxImage implements Image {
    private static final int STORED = 6;
    private static final int IN_PART = 7;
    private static final long OFFSET = -Vhdx.MIB;

    private final Source file;
    private final VhdxLayout layout;
    private final Pages tables;
    private final ImageInfo info;

    public VhdxImage(Source opened) {
        this.file = VhdxLog.replayed(opened, VhdxLayout.header(opened));
        this.layout = VhdxLayout.read(file, file.size() != opened.size() || !file.equals(opened));
        if (layout.hasParent()) {
            throw new ImageException(file.name() + ": expected a whole disk, found the differences to another VHDX, "
                    + "which are not read; merge them with Hyper-V");
        }
        this.tables = new Pages(file, ByteOrder.LITTLE_ENDIAN);
        this.info = ImageInfo.of(Format.VHDX, layout.size(), layout.blockSize())
                .withDetails(Map.of(
                        "subformat",
                        layout.isFixed() ? "fixed" : "dynamic",
                        "logical-sector-size",
                        layout.logicalSector()))
                .dirty(layout.hadLog());
    }

    /** Whether a file begins like a VHDX. */
    public static boolean recognises(Source file) {
        return file.has(Vhdx.MAGIC, 0);
    }

    @Override
    public ImageInfo info() {
        return info;
    }

    @Override
    public Extent extent(long offset) {
        Block block = Block.at(offset, layout.blockSize(), size());
        long length = block.length();
        long entry = entry(block.number());
        return switch ((int) entry & 7) {
            case STORED -> Extent.data(offset, length, file, (entry & OFFSET) + block.within());
            case 1, 2, 3, 5 -> Extent.of(Extent.Kind.ZERO, offset, length);
            case 0 -> Extent.of(Extent.Kind.ABSENT, offset, length);
            default ->
                throw ImageException.at(
                        file,
                        layout.table() + 8 * layout.entry(block.number()),
                        "expected a block that is stored or not, found state " + (entry & 7));
        };
    }

    private long entry(long block) {
        return tables.u64(layout.table() + 8 * layout.entry(block));
    }

    /** Blocks lie in the file, none upon another. */
    @Override
    public Optional<CheckReport> check() {
        CheckReport.Findings findings = new CheckReport.Findings();
        for (long block = 0; block < layout.blocks(); block++) {
            long entry = entry(block);
            int state = (int) entry & 7;
            if (state == 4 || state == IN_PART) {
                findings.corruption("block " + block + " is in state " + state);
            }
            if (state == STORED) {
                findings.placed(block, entry & OFFSET, layout.blockSize(), file.size());
            }
        }
        return Optional.of(findings.report(layout.blocks()));
    }

    @Override
    public void close() {
        file.close();
    }
}
