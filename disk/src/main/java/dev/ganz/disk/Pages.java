package dev.ganz.disk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a table in a file, read a page at a time. However long a hostile header says the table is, no more than
 * {@link #MOST_PAGES} pages are held.
 */
public final class Pages {
    private static final int PAGE_BITS = 16;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final int MOST_PAGES = 128;

    private final Source source;
    private final ByteOrder order;
    private final Map<Long, ByteBuffer> pages = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, ByteBuffer> eldest) {
            return size() > MOST_PAGES;
        }
    };
    private long lastNumber = -1;
    private @Nullable ByteBuffer last;

    public Pages(Source source, ByteOrder order) {
        this.source = source;
        this.order = order;
    }

    /** The unsigned 32-bit number at a position that is a multiple of 4. */
    public long u32(long position) {
        return page(position, 4).getInt((int) position & PAGE - 1) & 0xffff_ffffL;
    }

    /** The 64-bit number at a position that is a multiple of 8. */
    public long u64(long position) {
        return page(position, 8).getLong((int) position & PAGE - 1);
    }

    /** The octet at a position. */
    public int u8(long position) {
        return page(position, 1).get((int) position & PAGE - 1) & 0xff;
    }

    private ByteBuffer page(long position, int length) {
        if (position < 0 || position % length != 0 || position > source.size() - length) {
            throw ImageException.at(
                    source,
                    position,
                    "expected an entry of a table of " + length + " octets, found the end of the file at "
                            + source.size() + " or a table that is not aligned");
        }
        long number = position >> PAGE_BITS;
        ByteBuffer page = last;
        if (page == null || number != lastNumber) {
            page = pages.computeIfAbsent(number, this::load);
            last = page;
            lastNumber = number;
        }
        return page;
    }

    private ByteBuffer load(long number) {
        long begin = number << PAGE_BITS;
        byte[] octets = new byte[(int) Math.min(PAGE, source.size() - begin)];
        source.read(begin, octets, 0, octets.length);
        return ByteBuffer.wrap(octets).order(order);
    }
}
