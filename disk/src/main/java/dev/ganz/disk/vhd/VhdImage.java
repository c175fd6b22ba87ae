package dev.ganz.disk.vhd;

import dev.ganz.disk.Block;
import dev.ganz.disk.CheckReport;
import dev.ganz.disk.Extent;
import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.ImageInfo;
import dev.ganz.disk.Pages;
import dev.ganz.disk.SectorBits;
import dev.ganz.disk.Source;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a VHD without its parent: {@link VhdFooter} and {@link DynamicHeader} say how it is laid out. */
public final class VhdImage implements Image {
    private final Source file;
    private final VhdFooter footer;
    private final @Nullable DynamicHeader header;
    private final Pages tables;
    private final ImageInfo info;

    /** @param ignoreChecksum whether to read headers whose checksum is wrong */
    public VhdImage(Source file, boolean ignoreChecksum) {
        this.file = file;
        this.footer = VhdFooter.read(file, ignoreChecksum);
        this.header = footer.type() == VhdFooter.FIXED ? null : DynamicHeader.read(file, footer, ignoreChecksum);
        this.tables = new Pages(file, ByteOrder.BIG_ENDIAN);
        if (header == null && footer.size() > file.size()) {
            throw new ImageException(file.name() + ": expected a fixed disk of " + footer.size()
                    + " octets, found a file of " + file.size());
        }
        Optional<String> parent = header == null ? Optional.empty() : header.parent();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("subformat", header == null ? "fixed" : parent.isPresent() ? "differencing" : "dynamic");
        details.put("creator", footer.creator().replace("\0", ""));
        details.put("uuid", footer.uuid());
        this.info = ImageInfo.of(Format.VPC, footer.size(), header == null ? 0 : header.blockSize())
                .withDetails(details)
                .withBacking(parent, parent.map(_ -> "vpc"));
    }

    /**
     * Whether a file begins with the copy of a footer, or ends in the footer of a fixed disk that is right in every respect: a guest may
     * write what it wants into the last sector of a raw disk.
     *
     * @throws ImageException if the file ends like a fixed disk, and not quite
     */
    public static boolean recognises(Source file) {
        if (file.has(VhdFooter.MAGIC, 0)) {
            return true;
        }
        long end = file.size() - VhdFooter.LENGTH;
        if (!file.has(VhdFooter.MAGIC, end)) {
            return false;
        }
        if (!VhdFooter.isOfFixed(file)) {
            throw ImageException.at(
                    file,
                    end,
                    "found conectix like the footer of a fixed VHD, with a checksum, type or size that is not its own;"
                            + " expected -f raw or -f vpc to say what the file is");
        }
        return true;
    }

    /** Refuses a disk that is not the one from which this was made. */
    public void requireParent(Image parent) {
        Object found = parent.info().details().getOrDefault("uuid", "none");
        if (header != null && !found.equals(header.parentUuid())) {
            throw new ImageException("expected as parent of " + file.name() + " the disk with the UUID "
                    + header.parentUuid() + ", found " + found);
        }
    }

    @Override
    public ImageInfo info() {
        return info;
    }

    @Override
    public Extent extent(long offset) {
        if (header == null) {
            return Extent.flat(offset, size() - offset, file, offset);
        }
        Block block = Block.at(offset, header.blockSize(), size());
        long sector = tables.u32(header.table() + 4 * block.number());
        if (sector == DynamicHeader.NONE) {
            return Extent.of(Extent.Kind.ABSENT, offset, block.length());
        }
        long data = sector * 512 + header.bitmapLength() + block.within();
        if (header.parent().isEmpty()) {
            return Extent.data(offset, block.length(), file, data);
        }
        SectorBits bits = new SectorBits(tables, sector * 512, false, 512);
        long same = bits.same(block.within(), block.length());
        return bits.isSet(block.within())
                ? Extent.data(offset, same, file, data)
                : Extent.of(Extent.Kind.ABSENT, offset, same);
    }

    /** Both footers are the same, and blocks lie in the file, none upon another. */
    @Override
    public Optional<CheckReport> check() {
        if (header == null) {
            return Optional.empty();
        }
        CheckReport.Findings findings = new CheckReport.Findings();
        checkFooters(findings);
        long length = header.bitmapLength() + header.blockSize();
        for (long block = 0; block < header.entries(); block++) {
            long sector = tables.u32(header.table() + 4 * block);
            if (sector != DynamicHeader.NONE) {
                findings.placed(block, sector * 512, length, file.size());
            }
        }
        return Optional.of(findings.report(header.entries()));
    }

    private void checkFooters(CheckReport.Findings findings) {
        for (long position : new long[] {0, file.size() - VhdFooter.LENGTH}) {
            try {
                if (!VhdFooter.readAt(file, position, false).equals(footer)) {
                    findings.corruption("the footer and its copy differ");
                }
            } catch (ImageException broken) {
                findings.corruption(String.valueOf(broken.getMessage()));
            }
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
