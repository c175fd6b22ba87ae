package dev.ganz.sim;

import dev.ganz.stack.EventQueue;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What the run itself does at given times (faults, probes, the end): before any frame or timer of the same instant, in the order of entry. */
final class Agenda {
    private record Entry(long time, long sequence, Runnable action) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::time).thenComparingLong(Entry::sequence));
    private final EventQueue queue;
    private final int source;
    private long sequence;

    Agenda(EventQueue queue) {
        this.queue = queue;
        this.source = queue.add(Long.MIN_VALUE);
    }

    int source() {
        return source;
    }

    void at(long time, Runnable action) {
        entries.add(new Entry(time, sequence++, action));
        queue.set(source, next());
    }

    /** Does the first entry. */
    void run() {
        Entry entry = entries.remove();
        queue.set(source, next());
        entry.action().run();
    }

    /** When the first entry is due, or {@link EventQueue#NEVER}. */
    long next() {
        Entry first = entries.peek();
        return first == null ? EventQueue.NEVER : first.time();
    }
}
