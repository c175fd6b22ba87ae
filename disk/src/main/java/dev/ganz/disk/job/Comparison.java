package dev.ganz.disk.job;

import dev.ganz.disk.Extent;
import dev.ganz.disk.Image;
import java.util.Arrays;
import java.util.OptionalLong;

/** Compares two disks by their content; where one is longer, the rest of it must be zero. */
public final class Comparison {
    private static final int CHUNK = 2 << 20;

    private Comparison() {}

    /** The offset of the first octet in which two disks differ, or empty. */
    public static OptionalLong firstDifference(Image one, Image other, Progress progress) {
        long size = Math.max(one.size(), other.size());
        byte[] ours = new byte[CHUNK];
        byte[] theirs = new byte[CHUNK];
        long at = 0;
        while (at < size) {
            progress.reached(at, size);
            long end = Math.min(zeroEnd(one, at, size), zeroEnd(other, at, size));
            if (end > at) {
                at = end;
                continue;
            }
            int length = (int) Math.min(CHUNK, size - at);
            read(one, at, ours, length);
            read(other, at, theirs, length);
            int found = Arrays.mismatch(ours, 0, length, theirs, 0, length);
            if (found >= 0) {
                return OptionalLong.of(at + found);
            }
            at += length;
        }
        progress.reached(size, size);
        return OptionalLong.empty();
    }

    /** The end of what is known to be zero from {@code at} on; {@code at} if nothing is. */
    private static long zeroEnd(Image image, long at, long size) {
        if (at >= image.size()) {
            return size;
        }
        Extent run = image.run(at);
        return run.isStored() ? at : run.end() == image.size() ? size : run.end();
    }

    private static void read(Image image, long at, byte[] octets, int length) {
        int there = Math.clamp(image.size() - at, 0, length);
        image.read(at, octets, 0, there);
        Arrays.fill(octets, there, length, (byte) 0);
    }
}
