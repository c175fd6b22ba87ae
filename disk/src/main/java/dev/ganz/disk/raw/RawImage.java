package dev.ganz.disk.raw;

import dev.ganz.disk.DiskSize;
import dev.ganz.disk.Extent;
import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageInfo;
import dev.ganz.disk.Source;

/** A file that is the disk, octet by octet; a last sector that is not whole is filled up with zeros. */
public final class RawImage implements Image {
    private final Source file;
    private final ImageInfo info;

    public RawImage(Source file) {
        this.file = file;
        this.info = ImageInfo.of(Format.RAW, DiskSize.roundedUp(file.size(), 512), 0);
    }

    @Override
    public ImageInfo info() {
        return info;
    }

    @Override
    public Extent extent(long offset) {
        return offset < file.size()
                ? Extent.flat(offset, file.size() - offset, file, offset)
                : Extent.of(Extent.Kind.ZERO, offset, info.virtualSize() - offset);
    }

    @Override
    public void close() {
        file.close();
    }
}
