package dev.ganz.stack.ip;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Neighbours by the time at which something is to be done about them: a binary heap that knows the place of each of its entries. */
final class NeighbourAgenda {
    static final int ABSENT = -1;

    private Neighbour[] heap = new Neighbour[4];
    private int size;
    private long armed;

    @Nullable
    Neighbour first() {
        return size == 0 ? null : heap[0];
    }

    /** Puts a neighbour at a time, whether or not it had one. Of equal times the one that was set first comes first. */
    void set(Neighbour neighbour, long deadline) {
        neighbour.deadline = deadline;
        neighbour.order = armed++;
        int place = neighbour.place;
        if (place == ABSENT) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, size * 2);
            }
            place = size++;
        }
        rise(neighbour, place);
        sink(neighbour, neighbour.place);
    }

    @SuppressWarnings("NullAway") // slots behind the size may hold null, and are never read
    void remove(Neighbour neighbour) {
        int place = neighbour.place;
        if (place == ABSENT) {
            return;
        }
        neighbour.place = ABSENT;
        Neighbour last = heap[--size];
        heap[size] = null;
        if (last != neighbour) {
            rise(last, place);
            sink(last, last.place);
        }
    }

    private void rise(Neighbour neighbour, int from) {
        int place = from;
        while (place > 0) {
            int parent = place - 1 >>> 1;
            if (!before(neighbour, heap[parent])) {
                break;
            }
            put(heap[parent], place);
            place = parent;
        }
        put(neighbour, place);
    }

    private void sink(Neighbour neighbour, int from) {
        int place = from;
        while (true) {
            int child = 2 * place + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], neighbour)) {
                break;
            }
            put(heap[child], place);
            place = child;
        }
        put(neighbour, place);
    }

    private void put(Neighbour neighbour, int place) {
        heap[place] = neighbour;
        neighbour.place = place;
    }

    private static boolean before(Neighbour one, Neighbour other) {
        return one.deadline != other.deadline ? one.deadline < other.deadline : one.order < other.order;
    }
}
