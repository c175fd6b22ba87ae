package dev.ganz.disk;

import java.util.Arrays;
import java.util.Optional;

/** An image over the one it was made from: what is absent in front is read behind; behind the end of that is zero. */
public final class BackedImage implements Image {
    private final Image front;
    private final Image back;

    public BackedImage(Image front, Image back) {
        this.front = front;
        this.back = back;
    }

    @Override
    public ImageInfo info() {
        return front.info();
    }

    @Override
    public Extent extent(long offset) {
        Extent extent = front.extent(offset);
        if (extent.kind() != Extent.Kind.ABSENT || offset >= back.size()) {
            return extent;
        }
        return back.extent(offset).before(extent.end()).deeper(1);
    }

    @Override
    public void read(long offset, byte[] octets, int from, int length) {
        int done = 0;
        while (done < length) {
            Extent extent = front.extent(offset + done);
            int part = (int) Math.min(extent.length(), length - done);
            long behind = back.size() - offset - done;
            if (extent.kind() != Extent.Kind.ABSENT) {
                front.read(offset + done, octets, from + done, part);
            } else if (behind <= 0) {
                Arrays.fill(octets, from + done, from + done + part, (byte) 0);
            } else {
                part = (int) Math.min(part, behind);
                back.read(offset + done, octets, from + done, part);
            }
            done += part;
        }
    }

    @Override
    public Optional<CheckReport> check() {
        return front.check();
    }

    @Override
    public void close() {
        try (front) {
            back.close();
        }
    }
}
