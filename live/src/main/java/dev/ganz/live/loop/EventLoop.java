package dev.ganz.live.loop;

import dev.ganz.linux.Descriptor;
import dev.ganz.linux.Epoll;
import dev.ganz.linux.SyscallException;
import dev.ganz.stack.EventQueue;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * A thread that waits for descriptors and times, to the nanosecond as far as the machine can. Times are nanoseconds since the loop
 * began. All but {@link #ask} and {@link #close} is for that thread; nothing is allocated for an event.
 */
public final class EventLoop implements AutoCloseable {
    /** In place of a time: no more. */
    public static final long NEVER = EventQueue.NEVER;

    private static final int WAKE = -1;
    /** A thread that sleeps wakes late by about this, nanoseconds: the rest of the time is spent awake. */
    private static final long EARLY = 60_000;

    private final Clock clock = new Clock();
    private final Arena arena = Arena.ofShared();
    private final MemorySegment one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1);
    private final MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
    private final EventQueue queue = new EventQueue(16);
    private final List<Source> sources = new ArrayList<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** Never comes about while the thread lives, and ends with it. */
    private final CompletableFuture<Object> end = new CompletableFuture<>();

    private final Epoll epoll;
    private final Descriptor wake;
    private final Thread thread;
    private boolean ending;

    /** Whose time comes, or whose descriptor can be read. */
    public interface Source {
        /** There is something to read. */
        void readable();

        /**
         * Its time has come. It says when the next one is.
         *
         * @param time the one that was set; not always the present
         */
        void due(long time);
    }

    /** @param name of the thread */
    public EventLoop(String name) throws SyscallException {
        epoll = Epoll.open();
        wake = Descriptor.event();
        epoll.add(wake, WAKE);
        thread = Thread.ofPlatform().name(name).daemon().start(this::run);
    }

    /** Nanoseconds since the beginning; for any thread. */
    public long now() {
        return clock.now();
    }

    /**
     * When something came in that the kernel has stamped.
     *
     * @param wall nanoseconds since 1970
     */
    public long arrival(long wall) {
        return clock.arrival(wall);
    }

    /** Adds a source: its number here. Of two whose time comes at once the lower number is first. */
    public int add(Source source) {
        sources.add(source);
        return queue.add(sources.size() - 1);
    }

    /** Has {@link Source#readable} called when there is something to read. */
    public void watch(Descriptor descriptor, int source) {
        try {
            epoll.add(descriptor, source);
        } catch (SyscallException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** Takes a {@link #watch} back. */
    public void leave(Descriptor descriptor) {
        try {
            epoll.remove(descriptor);
        } catch (SyscallException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** Says when a source is due, or {@link #NEVER}. */
    public void set(int source, long time) {
        queue.set(source, time);
    }

    /** Has the thread do something between two events, and waits for it. */
    public <T> T ask(Supplier<T> question) {
        if (Thread.currentThread().equals(thread)) {
            return question.get();
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        tasks.add(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException failure) {
                answer.completeExceptionally(failure);
            }
        });
        try {
            wake.write(one);
        } catch (SyscallException impossible) {
            throw new IllegalStateException(impossible);
        }
        CompletableFuture.anyOf(answer, end).join();
        return answer.join();
    }

    @Override
    public void close() {
        if (!end.isDone()) {
            ask(() -> ending = true);
        }
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        epoll.close();
        wake.close();
        arena.close();
    }

    private void run() {
        try {
            Epoll.wakeExactly();
            while (!ending) {
                fire();
                long first = queue.time();
                int ready = epoll.await(first == NEVER ? Epoll.FOREVER : first - clock.now() - EARLY);
                for (int i = 0; i < ready; i++) {
                    int number = epoll.ready(i);
                    if (number == WAKE) {
                        work();
                    } else {
                        sources.get(number).readable();
                    }
                }
            }
        } catch (SyscallException | RuntimeException | Error failure) {
            end.completeExceptionally(failure);
        }
    }

    private void fire() {
        long now = clock.now();
        while (queue.time() <= now) {
            sources.get(queue.first()).due(queue.time());
        }
    }

    private void work() throws SyscallException {
        wake.read(count);
        Runnable task = tasks.poll();
        while (task != null) {
            task.run();
            task = tasks.poll();
        }
    }
}
