package dev.ganz.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A table of 32-bit or 64-bit numbers in a file, set in ascending order and kept a page at a time, so that a table of any length needs
 * no more memory than a short one.
 */
public final class TableWriter {
    private static final int PAGE = 1 << 16;

    private final OutputFile file;
    private final long position;
    private final int width;
    private final boolean filled;
    private final byte fill;
    private final ByteBuffer page;
    private long number;
    private boolean touched;

    /**
     * @param position where the table begins in the file
     * @param width octets of a number: 4 or 8
     * @param fill all octets of a number that is not set; 0 is left to the file's holes
     */
    public TableWriter(OutputFile file, long position, int width, ByteOrder order, int fill) {
        this.file = file;
        this.position = position;
        this.width = width;
        this.filled = fill != 0;
        this.fill = (byte) fill;
        this.page = ByteBuffer.allocate(PAGE).order(order);
        java.util.Arrays.fill(page.array(), this.fill);
    }

    /** Sets a number; no index is less than the one before. */
    public void set(long index, long value) {
        long at = index * width;
        turnTo(at / PAGE);
        int within = (int) (at % PAGE);
        if (width == 4) {
            page.putInt(within, (int) value);
        } else {
            page.putLong(within, value);
        }
        touched = true;
    }

    /** Writes the rest of a table of {@code count} numbers. */
    public void finish(long count) {
        long length = count * width;
        while (filled && number < length / PAGE) {
            turnTo(number + 1);
        }
        if (number * PAGE < length) {
            flush((int) Math.min(PAGE, length - number * PAGE));
        }
    }

    private void turnTo(long next) {
        while (number < next) {
            flush(PAGE);
            java.util.Arrays.fill(page.array(), fill);
            number = filled ? number + 1 : next;
        }
    }

    private void flush(int length) {
        if (touched || filled) {
            file.write(position + number * PAGE, page.array(), 0, length);
            touched = false;
        }
    }
}
