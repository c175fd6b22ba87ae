package dev.ganz.stack.bridge;

import org.jspecify.annotations.Nullable;

/**
 * The filtering database (IEEE 802.1Q, 8.8): which port leads to which station of which VLAN. Bounded; when it is full, the station
 * that was silent longest makes room. Refreshing and finding allocate nothing, nor does learning once the table has been full.
 */
final class AddressTable {
    private static final int SMALLEST = 16;

    private final int limit;
    private final long ageing;

    /** Open addressing with linear probing, at most half full; a power of two. */
    private @Nullable LearntAddress[] slots = new @Nullable LearntAddress[SMALLEST];

    private int count;
    private @Nullable LearntAddress newest;
    private @Nullable LearntAddress oldest;
    /** An entry without use, to be used again. */
    private @Nullable LearntAddress spare;

    /**
     * @param limit addresses kept at most
     * @param ageing after how long without a frame an address is forgotten, nanoseconds
     */
    AddressTable(int limit, long ageing) {
        this.limit = limit;
        this.ageing = ageing;
    }

    /** One number for a station's address and VLAN; never 0, for no station has the address 0. */
    static long key(long mac, int vlan) {
        return mac << 12 | vlan;
    }

    /** The station, or null if it was never heard, or not for so long that it is forgotten. */
    @Nullable
    LearntAddress find(long key, long now) {
        LearntAddress found = slots[slotOf(key)];
        return found == null || aged(found, now) ? null : found;
    }

    /** Notes that a frame of the station came now, through {@code port}. */
    LearntAddress learn(long key, int port, long now) {
        LearntAddress entry = slots[slotOf(key)];
        if (entry == null) {
            entry = add(key, now);
        } else if (entry != newest) {
            unlink(entry);
            linkAsNewest(entry);
        }
        entry.port = port;
        entry.heard = now;
        return entry;
    }

    /** Forgets all stations behind a port. */
    void forget(int port) {
        LearntAddress entry = newest;
        while (entry != null) {
            LearntAddress next = entry.older;
            if (entry.port == port) {
                remove(entry);
            }
            entry = next;
        }
    }

    int size() {
        return count;
    }

    private boolean aged(LearntAddress entry, long now) {
        return now - entry.heard >= ageing;
    }

    private LearntAddress add(long key, long now) {
        // One that leaves for one that comes keeps a busy table clean; the oldest are the aged ones.
        if (oldest != null && (count == limit || aged(oldest, now))) {
            remove(oldest);
        }
        if (2 * (count + 1) > slots.length) {
            grow();
        }
        LearntAddress entry = spare == null ? new LearntAddress() : spare;
        spare = null;
        entry.key = key;
        entry.circulation.forget();
        slots[slotOf(key)] = entry;
        count++;
        linkAsNewest(entry);
        return entry;
    }

    private void remove(LearntAddress entry) {
        unlink(entry);
        count--;
        spare = entry;
        int hole = slotOf(entry.key);
        int mask = slots.length - 1;
        // What was pushed past the hole by a collision moves back into it, so that probing need not step over graves.
        int at = hole + 1 & mask;
        for (LearntAddress next = slots[at]; next != null; next = slots[at]) {
            if ((at - home(next.key) & mask) >= (at - hole & mask)) {
                slots[hole] = next;
                hole = at;
            }
            at = at + 1 & mask;
        }
        slots[hole] = null;
    }

    private void grow() {
        @Nullable LearntAddress[] before = slots;
        slots = new @Nullable LearntAddress[before.length * 2];
        for (LearntAddress entry : before) {
            if (entry != null) {
                slots[slotOf(entry.key)] = entry;
            }
        }
    }

    /** Where the key lies, or the empty slot where it would. */
    private int slotOf(long key) {
        int mask = slots.length - 1;
        int at = home(key);
        for (LearntAddress entry = slots[at]; entry != null && entry.key != key; entry = slots[at]) {
            at = at + 1 & mask;
        }
        return at;
    }

    private int home(long key) {
        long mixed = key * 0x9e3779b97f4a7c15L; // Fibonacci hashing: neighbouring addresses spread out
        return (int) (mixed >>> Long.numberOfLeadingZeros(slots.length - 1L));
    }

    private void linkAsNewest(LearntAddress entry) {
        entry.newer = null;
        entry.older = newest;
        if (newest == null) {
            oldest = entry;
        } else {
            newest.newer = entry;
        }
        newest = entry;
    }

    private void unlink(LearntAddress entry) {
        if (entry.newer == null) {
            newest = entry.older;
        } else {
            entry.newer.older = entry.older;
        }
        if (entry.older == null) {
            oldest = entry.newer;
        } else {
            entry.older.newer = entry.newer;
        }
    }
}
