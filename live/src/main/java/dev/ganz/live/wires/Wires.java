package dev.ganz.live.wires;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.ganz.lab.Impairment;
import dev.ganz.linux.PacketSocket;
import dev.ganz.linux.SyscallException;
import dev.ganz.live.loop.EventLoop;
import dev.ganz.stack.Frame;
import dev.ganz.stack.FramePool;
import dev.ganz.stack.channel.Channel;
import dev.ganz.stack.channel.ChannelStatistics;
import dev.ganz.stack.channel.DropListener;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wires of a lab, run by one thread that waits for frames and for times. It takes each frame to the channel of its direction and
 * sends it out at the other end when the channel gives it back. The same channels run in virtual time.
 *
 * <p>Nothing is allocated for a frame, and nothing locked. Other threads hand over what is to be done between two frames.
 */
public final class Wires implements AutoCloseable {
    /** Frames taken from one end before another has its turn. */
    private static final int BATCH = 64;
    /** The largest IP packet in a frame with tags, and its header. */
    private static final int LONGEST = PacketSocket.HEADER + 65_535 + 64;

    private final long seed;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer = arena.allocate(LONGEST, 8);
    private final FramePool pool = new FramePool();
    private final Offload offload = new Offload(pool);
    private final List<WireEnd> ends = new ArrayList<>();
    private final EventLoop loop = new EventLoop("wires");

    /**
     * Starts without any wire.
     *
     * @param seed of the random streams
     */
    public Wires(long seed) throws SyscallException {
        this.seed = seed;
    }

    /**
     * Adds one direction each way; {@link #plug} joins it to interfaces.
     *
     * @param names of the two directions, from which their random streams derive
     * @return the number of the first direction; the other is the next
     */
    public int add(List<String> names, Impairment forward, Impairment backward) {
        return loop.ask(() -> {
            WireEnd there = new WireEnd(this, channel(names.getFirst(), forward));
            WireEnd back = new WireEnd(this, channel(names.getLast(), backward));
            there.far = back;
            back.far = there;
            ends.add(there);
            ends.add(back);
            there.number = loop.add(there);
            back.number = loop.add(back);
            return ends.size() - 2;
        });
    }

    /** Joins the end at which a direction begins to an interface of the calling thread's network namespace. */
    public void plug(int direction, int index) throws SyscallException {
        PacketSocket socket = PacketSocket.open(index);
        loop.ask(() -> {
            WireEnd end = ends.get(direction);
            end.socket = socket;
            loop.watch(socket.descriptor(), end.number);
            return direction;
        });
    }

    /** Takes a {@link #plug} back; frames that come to that end are lost. */
    public void unplug(int direction) {
        loop.ask(() -> {
            PacketSocket socket = ends.get(direction).socket;
            if (socket != null) {
                ends.get(direction).socket = null;
                loop.leave(socket.descriptor());
                socket.close();
            }
            return direction;
        });
    }

    /** Puts another impairment in the place of the one before. */
    public void change(int direction, Impairment impairment) {
        loop.ask(() -> {
            WireEnd end = ends.get(direction);
            end.whole = WireEnd.isWhole(impairment);
            end.channel.change(impairment, end.at(loop.now()));
            loop.set(end.number, end.channel.next());
            return direction;
        });
    }

    /** Brings or takes the carrier of a direction; frames on it are lost. */
    public void carrier(int direction, boolean up) {
        loop.ask(() -> {
            WireEnd end = ends.get(direction);
            end.channel.carrier(up, end.at(loop.now()));
            loop.set(end.number, end.channel.next());
            return direction;
        });
    }

    /** What a direction has done. */
    public ChannelStatistics statistics(int direction) {
        return loop.ask(() -> {
            WireEnd end = ends.get(direction);
            return end.channel.statistics(end.at(loop.now()));
        });
    }

    @Override
    public void close() {
        loop.close();
        for (WireEnd end : ends) {
            close(end.socket);
        }
        arena.close();
    }

    private static void close(@Nullable PacketSocket socket) {
        if (socket != null) {
            socket.close();
        }
    }

    private Channel channel(String name, Impairment impairment) {
        return new Channel(name, impairment, seed, pool, DropListener.NONE);
    }

    /** Takes the frames that wait at an end. */
    void receive(WireEnd end) {
        PacketSocket socket = end.socket;
        if (socket == null) {
            return;
        }
        for (int i = 0; i < BATCH; i++) {
            // Of frames that waited together the first shows how long; those behind it were offered late by their
            // sender as well.
            int octets = i == 0 ? socket.receiveStamped(buffer) : socket.receive(buffer);
            if (octets < PacketSocket.HEADER) {
                break;
            }
            int length = octets - PacketSocket.HEADER;
            Frame frame = pool.take(length);
            MemorySegment.copy(buffer, JAVA_BYTE, 0, frame.octets(), Offload.header(frame), octets);
            frame.length(length);
            end.at(i == 0 ? loop.arrival(socket.arrival()) : loop.now());
            if (end.whole) {
                end.offer(frame);
            } else {
                offload.finish(frame, end.taker);
            }
        }
        loop.set(end.number, end.channel.next());
    }

    /** Sends on what the channel gives back. */
    void deliver(WireEnd end, long instant) {
        Frame frame = end.channel.poll(end.at(instant));
        if (frame != null) {
            PacketSocket out = end.far == null ? null : end.far.socket;
            if (out != null) {
                int octets = PacketSocket.HEADER + frame.length();
                MemorySegment.copy(frame.octets(), Offload.header(frame), buffer, JAVA_BYTE, 0, octets);
                out.send(buffer, octets);
            }
            pool.give(frame);
        }
        loop.set(end.number, end.channel.next());
    }
}
