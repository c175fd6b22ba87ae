package dev.ganz.stack.ip;

import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values by address, IPv4 ones mapped into IPv6 (RFC 4291, section 2.5.5.2): open addressing with linear probing over flat arrays,
 * so that a lookup allocates nothing. It cannot be walked, so that nothing can depend on the order of its slots.
 */
final class AddressTable<V> {
    private static final int SMALLEST = 8;
    /** High half of every IPv4 address as a key. */
    static final long IPV4_HIGH = 0;

    private static final long IPV4_LOW = 0xffffL << 32;

    private long[] highs = new long[SMALLEST];
    private long[] lows = new long[SMALLEST];
    private @Nullable Object[] values = new @Nullable Object[SMALLEST];
    private int size;

    /** Low half of an IPv4 address as a key. */
    static long ipv4Low(int address) {
        return IPV4_LOW | address & 0xffff_ffffL;
    }

    static boolean isIpv4(long high, long low) {
        return high == 0 && low >>> 32 == 0xffff;
    }

    /** High half of an address as a key; 0 for none. */
    static long high(@Nullable IpAddress address) {
        return address instanceof Ipv6Address(long high, long low) ? high : IPV4_HIGH;
    }

    /** Low half of an address as a key; 0 for none. */
    static long low(@Nullable IpAddress address) {
        return switch (address) {
            case null -> 0;
            case Ipv4Address(int value) -> ipv4Low(value);
            case Ipv6Address(long high, long low) -> low;
        };
    }

    int size() {
        return size;
    }

    @SuppressWarnings("unchecked") // only put writes values
    @Nullable
    V get(long high, long low) {
        int mask = values.length - 1;
        int slot = home(high, low, mask);
        while (true) {
            Object value = values[slot];
            if (value == null || lows[slot] == low && highs[slot] == high) {
                return (V) value;
            }
            slot = slot + 1 & mask;
        }
    }

    void put(long high, long low, V value) {
        if (size * 2 >= values.length) {
            grow();
        }
        int slot = slotOf(high, low);
        if (values[slot] == null) {
            size++;
        }
        highs[slot] = high;
        lows[slot] = low;
        values[slot] = value;
    }

    /** Forgets an address; those behind it in the same cluster move up, so that no tombstone is needed. */
    void remove(long high, long low) {
        int mask = values.length - 1;
        int hole = slotOf(high, low);
        if (values[hole] == null) {
            return;
        }
        size--;
        int slot = hole;
        while (true) {
            slot = slot + 1 & mask;
            if (values[slot] == null) {
                break;
            }
            int home = home(highs[slot], lows[slot], mask);
            if ((slot - home & mask) >= (slot - hole & mask)) {
                highs[hole] = highs[slot];
                lows[hole] = lows[slot];
                values[hole] = values[slot];
                hole = slot;
            }
        }
        values[hole] = null;
    }

    void clear() {
        if (size > 0) {
            Arrays.fill(values, null);
            size = 0;
        }
    }

    private int slotOf(long high, long low) {
        int mask = values.length - 1;
        int slot = home(high, low, mask);
        while (values[slot] != null && (lows[slot] != low || highs[slot] != high)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldHighs = highs;
        long[] oldLows = lows;
        @Nullable Object[] oldValues = values;
        highs = new long[oldValues.length * 2];
        lows = new long[oldValues.length * 2];
        values = new @Nullable Object[oldValues.length * 2];
        for (int i = 0; i < oldValues.length; i++) {
            if (oldValues[i] != null) {
                int slot = slotOf(oldHighs[i], oldLows[i]);
                highs[slot] = oldHighs[i];
                lows[slot] = oldLows[i];
                values[slot] = oldValues[i];
            }
        }
    }

    private static int home(long high, long low, int mask) {
        long mixed = (high * 0xbf58476d1ce4e5b9L ^ low) * 0x9e3779b97f4a7c15L;
        return (int) (mixed >>> 32) & mask;
    }
}
