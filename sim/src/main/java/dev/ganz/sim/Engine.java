package dev.ganz.sim;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.EventQueue;
import dev.ganz.stack.Frame;
import dev.ganz.stack.FramePool;
import dev.ganz.stack.channel.Channel;
import dev.ganz.stack.channel.DropListener;
import dev.ganz.stack.result.Progress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Virtual time. One event is one frame delivered, one timer, or one entry of the agenda. Single-threaded; reads no clock of the host.
 *
 * <p>Every node has a queue of its own, and the engine one of nodes. The node whose event is first of all may run ahead: no frame that
 * another sends from now on reaches it before the least delay of the links that lead to it has passed (the lookahead of Chandy and
 * Misra, 1979). So a node does in one go what it has to do in that time, and finds its tables in the processor's caches. What each
 * node sees, and in which order, is as if all events were handled one after another; and where somebody watches, they are.
 */
final class Engine {
    /** No node runs ahead further than this, nanoseconds. */
    static final long LONGEST_LOOKAHEAD = 1_000_000;

    /** So many events at one instant are a loop without delay. */
    private static final int INSTANT_LIMIT = 10_000_000;

    private static final int PROGRESS_EVENTS = 1 << 17;

    /** When the agenda and each node have something to do next; simultaneous nodes in the order of their names. */
    private final EventQueue turns = new EventQueue(64);

    private final Agenda agenda = new Agenda(turns);
    private final FramePool pool = new FramePool();
    private final Observers observers;
    private final boolean watched;
    private final Progress progress;
    /** One for all channels. */
    private final DropListener drops;

    private NodeQueue[] nodes = {};
    /** The node that has its turn. */
    private @Nullable NodeQueue running;

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
        this.watched = !observers.isEmpty();
        this.drops = observers::dropped;
        this.progress = progress;
    }

    /** The time of the node that has its turn. */
    long now() {
        return now;
    }

    FramePool pool() {
        return pool;
    }

    Agenda agenda() {
        return agenda;
    }

    /** Frames delivered and timers that fired. */
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
        nodes = new NodeQueue[count];
        seed = seedOfLab;
    }

    /** Makes the queue of a node; to be called for all in the order of their names. */
    NodeQueue queue(int index, int ports) {
        nodes[index] = new NodeQueue(turns.add(index), ports);
        return nodes[index];
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

    /** Says when a port or timer of a node is due. */
    void set(NodeQueue node, int source, long time) {
        node.set(source, time);
        settle(node);
    }

    /** Tells the queue of nodes when one is due, if that has changed. */
    void settle(NodeQueue node) {
        long due = node.time();
        if (due != node.due && node != running) {
            node.due = due;
            turns.set(node.turn, due);
        }
    }

    /** Ends the run with all that happens at this instant. For entries of the agenda, which no node has run past. */
    void finish() {
        end = now;
    }

    /** When the last of the frames that arrive next on each direction is due; NEVER if none is under way anywhere. */
    long lastDue() {
        long latest = -1;
        for (NodeQueue node : nodes) {
            latest = Math.max(latest, node.lastArrival());
        }
        return latest < 0 ? EventQueue.NEVER : latest;
    }

    /** Runs until {@code last}, that instant included, or {@link #finish}. */
    void run(long last) {
        end = last;
        while (true) {
            long time = turns.time();
            if (time > end || time == EventQueue.NEVER) {
                break;
            }
            int turn = turns.first();
            if (turn == agenda.source()) {
                advance(time);
                agenda.run();
            } else {
                run(nodes[turn - 1], time);
            }
        }
        if (end != EventQueue.NEVER) {
            now = end;
        }
    }

    /** Gives a node its turn: the first event of all, and what follows before another node or the agenda can interfere. */
    private void run(NodeQueue node, long begin) {
        long bound = bound(node, begin);
        running = node;
        long time = begin;
        do {
            advance(time);
            handle(node);
            time = node.time();
        } while (time < bound);
        running = null;
        settle(node);
    }

    private long bound(NodeQueue node, long begin) {
        if (watched) {
            return begin;
        }
        long bound = begin + node.lookahead();
        return Math.min(Math.min(bound, agenda.next()), end == EventQueue.NEVER ? bound : end + 1);
    }

    private void advance(long time) {
        if (time != now) {
            now = time;
            atThisInstant = 0;
            loop = null;
        } else {
            atThisInstant++;
        }
    }

    private void handle(NodeQueue node) {
        int source = node.first();
        Lane lane = node.lane(source);
        if (atThisInstant > INSTANT_LIMIT - LoopAtInstant.WATCHED) {
            watchLoop(lane);
        }
        if (lane != null) {
            deliver(node, lane);
        } else {
            fire(node, source);
        }
        if (++events % PROGRESS_EVENTS == 0) {
            progress.reached(now, end == EventQueue.NEVER ? Progress.UNKNOWN : end, packetHops);
        }
    }

    /** The instant is about to be given up: notes who is busy, then ends the run. */
    private void watchLoop(@Nullable Lane lane) {
        if (loop == null) {
            loop = new LoopAtInstant();
        }
        if (lane != null) {
            loop.add(lane.to.node().name());
        }
        if (atThisInstant >= INSTANT_LIMIT) {
            throw loop.end(now);
        }
    }

    private void fire(NodeQueue node, int source) {
        NodeTimer timer = node.timer(source);
        if (timer == null || !timer.fire()) {
            node.set(source, EventQueue.NEVER);
        }
    }

    private void deliver(NodeQueue queue, Lane lane) {
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
        lastHop = Math.max(lastHop, now);
        if (watched) {
            observers.delivered(node, lane.port, now, frame);
        }
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
        if (watched) {
            observers.sent(from, port, now, frame);
        }
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

    /** Tells the receiver's queue when the channel is due, if that has changed. */
    void refresh(Lane lane) {
        long due = lane.channel().next();
        if (due != lane.due) {
            lane.due = due;
            set(lane.to.queue(), lane.port, due);
        }
    }

    void dropped(NodeRuntime node, Frame frame, DropReason reason) {
        observers.dropped(node.node().name(), now, frame, reason);
    }
}
