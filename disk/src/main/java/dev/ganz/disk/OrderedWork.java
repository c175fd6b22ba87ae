package dev.ganz.disk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Work for several threads whose results come back in the order in which it was given. What waits is bounded, so memory is too.
 *
 * @param <T> a result
 */
public final class OrderedWork<T> implements AutoCloseable {
    private final ExecutorService workers;
    private final int most;
    private final Consumer<T> sink;
    private final Deque<Future<T>> waiting = new ArrayDeque<>();

    /** @param sink takes the results, called by the thread that gives the work */
    public OrderedWork(int threads, Consumer<T> sink) {
        this.workers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("compress-", 0).factory());
        this.most = 4 * threads;
        this.sink = sink;
    }

    public void give(Callable<T> work) {
        if (waiting.size() == most) {
            take();
        }
        waiting.add(workers.submit(work));
    }

    /** Waits for everything that was given. */
    public void finish() {
        while (!waiting.isEmpty()) {
            take();
        }
    }

    private void take() {
        try {
            sink.accept(waiting.remove().get());
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ImageException("interrupted", interrupted);
        }
    }

    /** Drops what still waits, and waits for what is under way. */
    @Override
    public void close() {
        workers.shutdownNow();
        workers.close(); // what they work with may be gone afterwards
    }
}
