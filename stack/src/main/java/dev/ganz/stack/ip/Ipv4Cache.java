package dev.ganz.stack.ip;

import dev.ganz.stack.routing.AddressNumbers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a node found out about IPv4 destinations, by their {@link AddressNumbers}: one place in an array for each, as thousands of
 * destinations share the few ways that a node has.
 */
final class Ipv4Cache {
    private static final int PAGE_BITS = 9;
    private static final int PAGE = 1 << PAGE_BITS;
    /** So many values are compared before one is taken for new; ports have fewer ways than that. */
    private static final int COMPARED = 64;

    private static final char[] @Nullable [] NO_PAGES = {};

    private final AddressNumbers numbers;
    /** By number: place in {@link #values} plus 1, or 0. Pages that have only zeros are missing. */
    private char[] @Nullable [] pages = NO_PAGES;

    private Destination[] values = new Destination[4];
    private int distinct;

    Ipv4Cache(AddressNumbers numbers) {
        this.numbers = numbers;
    }

    @Nullable
    Destination get(int address) {
        int number = numbers.of(address);
        int at = number >> PAGE_BITS;
        if (number == AddressNumbers.NONE || at >= pages.length) {
            return null;
        }
        char[] page = pages[at];
        int place = page == null ? 0 : page[number & PAGE - 1];
        return place == 0 ? null : values[place - 1];
    }

    /** Adds an address that is not there. False: there are too many. */
    boolean add(int address, Destination value) {
        int number = numbers.add(address);
        if (number == AddressNumbers.NONE) {
            return false;
        }
        int at = number >> PAGE_BITS;
        if (at >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(at + 1, 2 * pages.length));
        }
        char[] page = pages[at];
        if (page == null) {
            page = new char[PAGE];
            pages[at] = page;
        }
        page[number & PAGE - 1] = (char) (place(value) + 1);
        return true;
    }

    void clear() {
        pages = NO_PAGES;
        values = new Destination[4];
        distinct = 0;
    }

    private int place(Destination value) {
        for (int i = 0; i < Math.min(distinct, COMPARED); i++) {
            if (values[i].equals(value)) {
                return i;
            }
        }
        if (distinct == values.length) {
            values = Arrays.copyOf(values, 2 * distinct);
        }
        values[distinct] = value;
        return distinct++;
    }
}
