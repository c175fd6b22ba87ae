package dev.ganz.disk.job;

import dev.ganz.disk.Extent;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what can be read of a broken disk, and notes what cannot. */
public final class Salvage {
    private static final int UNIT = 4096;

    private final List<Lost> lost = new ArrayList<>();

    /**
     * A range of the disk that could not be read.
     *
     * @param why of the first place in it
     */
    public record Lost(long offset, long length, String why) {}

    /** What could not be read, in ascending order. */
    public List<Lost> lost() {
        return List.copyOf(lost);
    }

    /** The map from {@code at} on; where there is none, as if a unit were stored. */
    Extent run(Image source, long at) {
        try {
            return source.run(at);
        } catch (ImageException broken) {
            return Extent.of(Extent.Kind.COMPRESSED, at, Math.min(UNIT - at % UNIT, source.size() - at));
        }
    }

    void read(Image source, long offset, byte[] octets, int length) {
        try {
            source.read(offset, octets, 0, length);
        } catch (ImageException broken) {
            for (int at = 0; at < length; at += UNIT) {
                readUnit(source, offset + at, octets, at, Math.min(UNIT, length - at));
            }
        }
    }

    private void readUnit(Image source, long offset, byte[] octets, int from, int length) {
        try {
            source.read(offset, octets, from, length);
        } catch (ImageException broken) {
            Arrays.fill(octets, from, from + length, (byte) 0);
            Lost last = lost.isEmpty() ? null : lost.getLast();
            if (last != null && last.offset + last.length == offset) {
                lost.set(lost.size() - 1, new Lost(last.offset, last.length + length, last.why));
            } else {
                lost.add(new Lost(offset, length, String.valueOf(broken.getMessage())));
            }
        }
    }
}
