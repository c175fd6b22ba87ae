package dev.ganz.sim;

import dev.ganz.sim.result.Progress;
import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.stack.FramePool;
import dev.ganz.stack.channel.Channel;
import dev.ganz.stack.channel.DropListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time: takes the first event, moves the clock to it, hands it to its node. One event is one frame delivered, one timer, or
 * one entry of the agenda. Single-threaded; reads no clock of the host.
 */
final class Engine {
    /** So many events at one instant are a loop without delay. */
    private static final int INSTANT_LIMIT = 10_000_000;

    private static final int PROGRESS_EVENTS = 1 << 17;

    private final EventQueue queue = new EventQueue();
    private final Agenda agenda = new Agenda(queue);
    private final FramePool pool = new FramePool();
    private final Observers observers;
    private final Progress progress;
    /** One for all channels. */
    private final DropListener drops;

    private @Nullable Lane[] lanes = new Lane[64];
    private @Nullable NodeTimer[] timers = new NodeTimer[64];
    /** Places of timers that are gone. */
    private final List<Integer> freeSources = new ArrayList<>(0);

    private Digest digest = new Digest(0);
    /** Partitions at the moment. */
    private final List<Cut> cuts = new ArrayList<>(0);

    private long seed;
    private long now;
    private long end = EventQueue.NEVER;
    private long events;
    private long packetHops;
    private long lastHop;
    private int atThisInstant;
    private @Nullable LoopAtInstant loop;

    Engine(Observers observers, Progress progress) {
        this.observers = observers;
        this.drops = observers::dropped;
        this.progress = progress;
    }

    long now() {
        return now;
    }

    FramePool pool() {
        return pool;
    }

    Agenda agenda() {
        return agenda;
    }

    long events() {
        return events;
    }

    long packetHops() {
        return packetHops;
    }

    /** When the last frame arrived. */
    long lastHop() {
        return lastHop;
    }

    long digest() {
        return digest.value();
    }

    void nodes(int count, long seedOfLab) {
        digest = new Digest(count);
        seed = seedOfLab;
    }

    /** Makes the channel of a lane that is used for the first time. */
    Channel open(Lane lane) {
        Channel channel = new Channel(lane.toString(), lane.impairment, seed, pool, drops);
        if (lane.cuts > 0) {
            channel.carrier(false, now);
        }
        return channel;
    }

    /** Keeps groups of nodes from hearing each other until {@link #join}. */
    void separate(Cut cut) {
        cuts.add(cut);
    }

    void join(Cut cut) {
        cuts.remove(cut);
    }

    /** A place in the event queue for a lane; {@link #add} must follow. */
    int source(long rank) {
        int source = queue.add(rank);
        if (source >= lanes.length) {
            lanes = Arrays.copyOf(lanes, 2 * source);
            timers = Arrays.copyOf(timers, 2 * source);
        }
        return source;
    }

    void add(Lane lane) {
        lanes[lane.source] = lane;
    }

    /** A place in the event queue for a timer: a new one, or that of a timer that is gone. */
    int addTimer(NodeTimer timer, long rank) {
        int source;
        if (freeSources.isEmpty()) {
            source = source(rank);
        } else {
            source = freeSources.removeLast();
            queue.rank(source, rank);
        }
        timers[source] = timer;
        return source;
    }

    void removeTimer(int source) {
        queue.set(source, EventQueue.NEVER);
        timers[source] = null;
        freeSources.add(source);
    }

    void wake(int source, long time) {
        queue.set(source, time);
    }

    /** Ends the run with all that happens at this instant. */
    void finish() {
        end = now;
    }

    /** When the last of the frames that arrive next on each direction is due; NEVER if none is under way anywhere. */
    long lastDue() {
        long latest = -1;
        for (Lane lane : lanes) {
            if (lane != null && lane.due != EventQueue.NEVER) {
                latest = Math.max(latest, lane.due);
            }
        }
        return latest < 0 ? EventQueue.NEVER : latest;
    }

    /** Runs until {@code last}, that instant included, or {@link #finish}. */
    void run(long last) {
        end = last;
        while (true) {
            long time = queue.time();
            if (time > end || time == EventQueue.NEVER) {
                break;
            }
            step(time);
        }
        if (end != EventQueue.NEVER) {
            now = end;
        }
    }

    private void step(long time) {
        if (time != now) {
            now = time;
            atThisInstant = 0;
            loop = null;
        } else if (++atThisInstant > INSTANT_LIMIT - LoopAtInstant.WATCHED) {
            watchLoop();
        }
        int source = queue.first();
        Lane lane = lanes[source];
        if (lane != null) {
            deliver(lane);
        } else if (source == agenda.source()) {
            agenda.run();
        } else {
            fire(source);
        }
        if (++events % PROGRESS_EVENTS == 0) {
            progress.reached(now, end == EventQueue.NEVER ? Progress.UNKNOWN : end, packetHops);
        }
    }

    /** The instant is about to be given up: notes who is busy, then ends the run. */
    private void watchLoop() {
        if (loop == null) {
            loop = new LoopAtInstant();
        }
        Lane lane = lanes[queue.first()];
        if (lane != null) {
            loop.add(lane.to.node().name());
        }
        if (atThisInstant >= INSTANT_LIMIT) {
            throw loop.end(now);
        }
    }

    private void fire(int source) {
        NodeTimer timer = timers[source];
        if (timer == null || !timer.fire()) {
            queue.set(source, EventQueue.NEVER);
        }
    }

    private void deliver(Lane lane) {
        Channel channel = lane.channel();
        Frame frame = channel.poll(now);
        lane.due = channel.next();
        queue.moveFirst(lane.due);
        NodeRuntime node = lane.to;
        if (frame == null) {
            return;
        }
        if (node.device == null) {
            pool.give(frame);
            return;
        }
        packetHops++;
        lastHop = now;
        observers.delivered(node, lane.port, now, frame);
        digest.add(node.index(), now, lane.port, frame.octets(), frame.offset(), frame.length());
        if (!cuts.isEmpty() && separated(node, frame)) {
            partitioned(lane, frame);
            return;
        }
        node.device.receive(lane.port, frame);
    }

    void send(NodeRuntime from, int port, Lane lane, Frame frame) {
        if (!cuts.isEmpty() && separated(from, frame)) {
            partitioned(lane, frame);
            return;
        }
        observers.sent(from, port, now, frame);
        lane.channel().offer(frame, now);
        refresh(lane);
    }

    private void partitioned(Lane lane, Frame frame) {
        lane.partitioned++;
        observers.dropped(lane.toString(), now, frame, DropReason.PARTITION);
        pool.give(frame);
    }

    private boolean separated(NodeRuntime node, Frame frame) {
        for (Cut cut : cuts) {
            if (cut.separates(node, frame)) {
                return true;
            }
        }
        return false;
    }

    /** Tells the event queue when the channel is due, if that has changed. */
    void refresh(Lane lane) {
        long due = lane.channel().next();
        if (due != lane.due) {
            lane.due = due;
            queue.set(lane.source, due);
        }
    }

    void dropped(NodeRuntime node, Frame frame, DropReason reason) {
        observers.dropped(node.node().name(), now, frame, reason);
    }
}
