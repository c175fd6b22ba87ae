package dev.ganz.stack;

import java.util.Arrays;

/**
 * When each source of events (a port, a timer; a node, the agenda) wants to be called next: an indexed 4-ary heap with one
 * entry a busy source, ordered by time and then by the source's rank. Ranks derive from names, so the order of simultaneous events
 * is the same in every run.
 */
public final class EventQueue {
    public static final long NEVER = Long.MAX_VALUE;
    private static final int ABSENT = -1;

    /** Rank and place in the heap, by source. */
    private long[] ranks;

    private int[] places;
    private int sources;

    private long[] times;
    private int[] heap;
    private int size;

    /** @param capacity sources there is room for at first, at least 1 */
    public EventQueue(int capacity) {
        ranks = new long[capacity];
        places = new int[capacity];
        times = new long[capacity];
        heap = new int[capacity];
    }

    /**
     * Adds a source, idle at first.
     *
     * @param rank its order among sources that are due at the same time; unique
     * @return its number
     */
    public int add(long rank) {
        if (sources == ranks.length) {
            ranks = Arrays.copyOf(ranks, 2 * sources);
            places = Arrays.copyOf(places, 2 * sources);
            times = Arrays.copyOf(times, 2 * sources);
            heap = Arrays.copyOf(heap, 2 * sources);
        }
        ranks[sources] = rank;
        places[sources] = ABSENT;
        return sources++;
    }

    /** Gives an idle source to another user. */
    public void rank(int source, long rank) {
        ranks[source] = rank;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The time of the first event, or {@link #NEVER}. */
    public long time() {
        return size == 0 ? NEVER : times[0];
    }

    /** The source of the first event. */
    public int first() {
        return heap[0];
    }

    /** The time at which a source is due, or {@link #NEVER}. */
    public long timeOf(int source) {
        int place = places[source];
        return place == ABSENT ? NEVER : times[place];
    }

    /** Makes a source due at {@code time}, whatever it was before; {@link #NEVER} makes it idle. */
    public void set(int source, long time) {
        int place = places[source];
        if (time == NEVER) {
            if (place != ABSENT) {
                remove(place);
            }
        } else if (place == ABSENT) {
            siftUp(size++, time, source);
        } else if (time < times[place]) {
            siftUp(place, time, source);
        } else if (time > times[place]) {
            siftDown(place, time, source);
        }
    }

    /** Makes the source of the first event due at {@code time}, which is not before; {@link #NEVER} makes it idle. */
    public void moveFirst(long time) {
        if (time == NEVER) {
            remove(0);
        } else {
            siftDown(0, time, heap[0]);
        }
    }

    private void remove(int place) {
        places[heap[place]] = ABSENT;
        size--;
        if (place == size) {
            return;
        }
        long time = times[size];
        int source = heap[size];
        if (before(time, source, times[place], heap[place])) {
            siftUp(place, time, source);
        } else {
            siftDown(place, time, source);
        }
    }

    private void siftUp(int from, long time, int source) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) >> 2;
            long parentTime = times[parent];
            if (time > parentTime || time == parentTime && ranks[source] > ranks[heap[parent]]) {
                break;
            }
            put(place, parentTime, heap[parent]);
            place = parent;
        }
        put(place, time, source);
    }

    private void siftDown(int from, long time, int source) {
        int place = from;
        int firstChild = (place << 2) + 1;
        while (firstChild < size) {
            int least = leastOf(firstChild);
            long leastTime = times[least];
            if (time < leastTime || time == leastTime && ranks[source] < ranks[heap[least]]) {
                break;
            }
            put(place, leastTime, heap[least]);
            place = least;
            firstChild = (place << 2) + 1;
        }
        put(place, time, source);
    }

    /** The first of up to four siblings. Ranks are read only where times are equal: most are not. */
    private int leastOf(int firstChild) {
        if (firstChild + 4 <= size) {
            long a = times[firstChild];
            long b = times[firstChild + 1];
            long c = times[firstChild + 2];
            long d = times[firstChild + 3];
            long left = Math.min(a, b);
            long right = Math.min(c, d);
            if (a != b && c != d && left != right) {
                int leftChild = firstChild + (b < a ? 1 : 0);
                int rightChild = firstChild + (d < c ? 3 : 2);
                return right < left ? rightChild : leftChild;
            }
        }
        return leastInTurn(firstChild, Math.min(firstChild + 4, size));
    }

    private int leastInTurn(int firstChild, int end) {
        int least = firstChild;
        long leastTime = times[firstChild];
        for (int child = firstChild + 1; child < end; child++) {
            long time = times[child];
            if (time < leastTime || time == leastTime && ranks[heap[child]] < ranks[heap[least]]) {
                least = child;
                leastTime = time;
            }
        }
        return least;
    }

    private void put(int place, long time, int source) {
        times[place] = time;
        heap[place] = source;
        places[source] = place;
    }

    private boolean before(long time, int source, long otherTime, int otherSource) {
        return time < otherTime || time == otherTime && ranks[source] < ranks[otherSource];
    }
}
