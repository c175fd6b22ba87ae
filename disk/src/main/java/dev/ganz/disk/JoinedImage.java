package dev.ganz.disk;

import java.util.List;

/** Disks one behind the other, as one. */
public final class JoinedImage implements Image {
    private final List<Image> images;
    private final ImageInfo info;

    /** @param images at least one */
    public JoinedImage(List<Image> images) {
        this.images = List.copyOf(images);
        long size = 0;
        for (Image image : images) {
            if (image.size() > Long.MAX_VALUE - 512 - size) {
                throw new ImageException("the disks are too large together: expected less than 2^63 octets");
            }
            size += image.size();
        }
        this.info = ImageInfo.of(images.getFirst().info().format(), size, 0);
    }

    /** One of the disks, and where it begins. */
    private record Part(Image image, long begin) {}

    private Part part(long offset) {
        long begin = 0;
        for (Image image : images) {
            if (offset < begin + image.size()) {
                return new Part(image, begin);
            }
            begin += image.size();
        }
        throw new IllegalArgumentException("offset " + offset);
    }

    @Override
    public ImageInfo info() {
        return info;
    }

    @Override
    public Extent extent(long offset) {
        Part part = part(offset);
        Extent extent = part.image.extent(offset - part.begin);
        return new Extent(offset, extent.length(), extent.kind(), extent.depth(), extent.source(), extent.position());
    }

    @Override
    public void read(long offset, byte[] octets, int from, int length) {
        int done = 0;
        while (done < length) {
            Part part = part(offset + done);
            long within = offset + done - part.begin;
            int count = (int) Math.min(length - done, part.image.size() - within);
            part.image.read(within, octets, from + done, count);
            done += count;
        }
    }

    @Override
    public void close() {
        images.forEach(Image::close);
    }
}
