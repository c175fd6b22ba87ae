package dev.ganz.disk.vhd;

import dev.ganz.disk.CheckReport;
import dev.ganz.disk.Extent;
import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.ImageInfo;
import dev.ganz.disk.Pages;
import dev.ganz.disk.Source;
import java.nio.ByteOrder;
import java.util.HashMap;
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

    /** Whether a file ends in a footer, or begins with its copy. */
    public static boolean recognises(Source file) {
        return file.has(VhdFooter.MAGIC, file.size() - VhdFooter.LENGTH) || file.has(VhdFooter.MAGIC, 0);
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
            return Extent.data(offset, size() - offset, file, offset);
        }
        long block = offset / header.blockSize();
        long within = offset % header.blockSize();
        long length = Math.min(header.blockSize() - within, size() - offset);
        long sector = tables.u32(header.table() + 4 * block);
        if (sector == DynamicHeader.NONE) {
            return Extent.of(Extent.Kind.ABSENT, offset, length);
        }
        long data = sector * 512 + header.bitmapLength() + within;
        if (header.parent().isEmpty()) {
            return Extent.data(offset, length, file, data);
        }
        boolean stored = isStored(sector, within);
        long same = 512 - within % 512;
        while (same < length && isStored(sector, within + same) == stored) {
            same += 512;
        }
        same = Math.min(same, length);
        return stored ? Extent.data(offset, same, file, data) : Extent.of(Extent.Kind.ABSENT, offset, same);
    }

    private boolean isStored(long block, long within) {
        long bit = within / 512;
        return (tables.u8(block * 512 + bit / 8) & 0x80 >> bit % 8) != 0;
    }

    /** Both footers are the same, and blocks lie in the file, none upon another. */
    @Override
    public Optional<CheckReport> check() {
        if (header == null) {
            return Optional.empty();
        }
        CheckReport.Findings findings = new CheckReport.Findings();
        checkFooters(findings);
        Map<Long, Long> seen = new HashMap<>();
        long length = header.bitmapLength() + header.blockSize();
        for (long block = 0; block < header.entries(); block++) {
            long sector = tables.u32(header.table() + 4 * block);
            if (sector == DynamicHeader.NONE) {
                continue;
            }
            Long other = seen.put(sector, block);
            if (sector * 512 + length > file.size()) {
                findings.corruption("block " + block + " ends behind the end of the file");
            } else if (other != null) {
                findings.corruption("block " + block + " is stored where block " + other + " is");
            }
            findings.allocated(false, sector * 512 + length);
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
