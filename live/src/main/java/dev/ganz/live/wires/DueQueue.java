package dev.ganz.live.wires;

import dev.ganz.stack.channel.Channel;
import java.util.Arrays;

/** Numbers from 0 on by the time at which they are due: a binary heap in which each stands once and can be moved. */
final class DueQueue {
    private static final int ABSENT = -1;

    private long[] due = new long[16];
    private int[] places = new int[16];
    private int[] heap = new int[16];
    private int size;

    DueQueue() {
        Arrays.fill(places, ABSENT);
    }

    /** When the first is due; {@link Channel#NEVER} if there is none. */
    long firstDue() {
        return size == 0 ? Channel.NEVER : due[heap[0]];
    }

    /** The number that is due first; there must be one. */
    int first() {
        return heap[0];
    }

    /** Says when a number is due; {@link Channel#NEVER} takes it out. */
    void set(int number, long time) {
        if (number >= due.length) {
            grow(number);
        }
        int place = places[number];
        if (time == Channel.NEVER) {
            if (place != ABSENT) {
                remove(place);
            }
            return;
        }
        due[number] = time;
        if (place == ABSENT) {
            place = size++;
            put(place, number);
        }
        sink(rise(place));
    }

    private void remove(int place) {
        places[heap[place]] = ABSENT;
        int last = heap[--size];
        if (place < size) {
            put(place, last);
            sink(rise(place));
        }
    }

    private int rise(int from) {
        int place = from;
        while (place > 0 && isBefore(place, (place - 1) / 2)) {
            swap(place, (place - 1) / 2);
            place = (place - 1) / 2;
        }
        return place;
    }

    private void sink(int from) {
        int place = from;
        while (2 * place + 1 < size) {
            int child = 2 * place + 1;
            if (child + 1 < size && isBefore(child + 1, child)) {
                child++;
            }
            if (!isBefore(child, place)) {
                return;
            }
            swap(place, child);
            place = child;
        }
    }

    /** Of two at one time the lower number is first. */
    private boolean isBefore(int a, int b) {
        int order = Long.compare(due[heap[a]], due[heap[b]]);
        return order < 0 || order == 0 && heap[a] < heap[b];
    }

    private void swap(int a, int b) {
        int number = heap[a];
        put(a, heap[b]);
        put(b, number);
    }

    private void put(int place, int number) {
        heap[place] = number;
        places[number] = place;
    }

    private void grow(int number) {
        int before = due.length;
        int after = Math.max(number + 1, 2 * before);
        due = Arrays.copyOf(due, after);
        heap = Arrays.copyOf(heap, after);
        places = Arrays.copyOf(places, after);
        Arrays.fill(places, before, after, ABSENT);
    }
}
