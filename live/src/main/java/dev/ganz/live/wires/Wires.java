package dev.ganz.live.wires;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.ganz.lab.Impairment;
import dev.ganz.linux.Descriptor;
import dev.ganz.linux.Epoll;
import dev.ganz.linux.PacketSocket;
import dev.ganz.linux.SyscallException;
import dev.ganz.stack.Frame;
import dev.ganz.stack.FramePool;
import dev.ganz.stack.channel.Channel;
import dev.ganz.stack.channel.ChannelStatistics;
import dev.ganz.stack.channel.DropListener;
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
 * The wires of a lab, run by one thread that waits for frames and for times. It takes each frame to the channel of its direction and
 * sends it out at the other end when the channel gives it back. The same channels run in virtual time.
 *
 * <p>Nothing is allocated for a frame, and nothing locked. Other threads hand over what is to be done between two frames.
 */
public final class Wires implements AutoCloseable {
    private static final int WAKE = -1;
    /** Frames taken from one end before another has its turn. */
    private static final int BATCH = 64;
    /** A thread that sleeps wakes late by about this, nanoseconds: the rest of the time is spent awake. */
    private static final long EARLY = 60_000;
    /** The largest IP packet in a frame with tags, and its header. */
    private static final int LONGEST = PacketSocket.HEADER + 65_535 + 64;

    private final long seed;
    private final Clock clock = new Clock();
    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer = arena.allocate(LONGEST, 8);
    private final MemorySegment one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1);
    private final MemorySegment count = arena.allocate(ValueLayout.JAVA_LONG);
    private final FramePool pool = new FramePool();
    private final Offload offload = new Offload(pool);
    private final DueQueue due = new DueQueue();
    private final List<WireEnd> ends = new ArrayList<>();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Epoll epoll;
    private final Descriptor wake;
    private final Thread thread;
    private boolean ending;

    /**
     * Starts without any wire.
     *
     * @param seed of the random streams
     */
    public Wires(long seed) throws SyscallException {
        this.seed = seed;
        epoll = Epoll.open();
        wake = Descriptor.event();
        epoll.add(wake, WAKE);
        thread = Thread.ofPlatform().name("wires").daemon().start(this::run);
    }

    /**
     * Adds one direction each way between two interfaces of the calling thread's network namespace.
     *
     * @param names of the two directions, from which their random streams derive
     * @return the number of the first direction; the other is the next
     */
    public int join(int a, int b, List<String> names, Impairment forward, Impairment backward) throws SyscallException {
        PacketSocket atA = PacketSocket.open(a);
        PacketSocket atB = PacketSocket.open(b);
        return ask(() -> {
            int first = ends.size();
            add(new WireEnd(first, atA, channel(names.getFirst(), forward), atB));
            add(new WireEnd(first + 1, atB, channel(names.getLast(), backward), atA));
            return first;
        });
    }

    /** Puts another impairment in the place of the one before. */
    public void change(int direction, Impairment impairment) {
        ask(() -> {
            WireEnd end = ends.get(direction);
            end.whole = WireEnd.isWhole(impairment);
            end.channel.change(impairment, end.at(clock.now()));
            due.set(direction, end.channel.next());
            return direction;
        });
    }

    /** Brings or takes the carrier of a direction; frames on it are lost. */
    public void carrier(int direction, boolean up) {
        ask(() -> {
            WireEnd end = ends.get(direction);
            end.channel.carrier(up, end.at(clock.now()));
            due.set(direction, end.channel.next());
            return direction;
        });
    }

    /** What a direction has done. */
    public ChannelStatistics statistics(int direction) {
        return ask(() -> {
            WireEnd end = ends.get(direction);
            return end.channel.statistics(end.at(clock.now()));
        });
    }

    @Override
    public void close() {
        ask(() -> ending = true);
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        ends.forEach(end -> end.socket.close());
        epoll.close();
        wake.close();
        arena.close();
    }

    private Channel channel(String name, Impairment impairment) {
        return new Channel(name, impairment, seed, pool, DropListener.NONE);
    }

    private void add(WireEnd end) {
        ends.add(end);
        try {
            epoll.add(end.socket.descriptor(), end.number);
        } catch (SyscallException refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** Has the thread do something between two frames. */
    private <T> T ask(Supplier<T> question) {
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
        return answer.join();
    }

    private void run() {
        try {
            Epoll.wakeExactly();
            while (!ending) {
                deliver();
                long first = due.firstDue();
                int ready = epoll.await(first == Channel.NEVER ? Epoll.FOREVER : first - clock.now() - EARLY);
                for (int i = 0; i < ready; i++) {
                    int number = epoll.ready(i);
                    if (number == WAKE) {
                        work();
                    } else {
                        receive(ends.get(number));
                    }
                }
            }
        } catch (SyscallException failure) {
            throw new IllegalStateException(failure);
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

    private void receive(WireEnd end) {
        for (int i = 0; i < BATCH; i++) {
            // Of frames that waited together the first shows how long; those behind it were offered late by their
            // sender as well.
            int octets = i == 0 ? end.socket.receiveStamped(buffer) : end.socket.receive(buffer);
            if (octets < PacketSocket.HEADER) {
                break;
            }
            int length = octets - PacketSocket.HEADER;
            Frame frame = pool.take(length);
            MemorySegment.copy(buffer, JAVA_BYTE, 0, frame.octets(), Offload.header(frame), octets);
            frame.length(length);
            end.at(i == 0 ? clock.arrival(end.socket.arrival()) : clock.now());
            if (end.whole) {
                end.offer(frame);
            } else {
                offload.finish(frame, end.taker);
            }
        }
        due.set(end.number, end.channel.next());
    }

    private void deliver() {
        long now = clock.now();
        while (due.firstDue() <= now) {
            WireEnd end = ends.get(due.first());
            Frame frame = end.channel.poll(end.at(due.firstDue()));
            if (frame != null) {
                int octets = PacketSocket.HEADER + frame.length();
                MemorySegment.copy(frame.octets(), Offload.header(frame), buffer, JAVA_BYTE, 0, octets);
                end.far.send(buffer, octets);
                pool.give(frame);
            }
            due.set(end.number, end.channel.next());
        }
    }
}
