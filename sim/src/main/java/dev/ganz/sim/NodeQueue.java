package dev.ganz.sim;

import dev.ganz.stack.EventQueue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is due at one node: the frames that arrive at its ports, by port, and its timers, whose numbers follow those of the ports. */
final class NodeQueue {
    private static final long UNKNOWN = -1;
    private static final @Nullable NodeTimer[] NO_TIMERS = {};
    private static final EventQueue NOTHING = new EventQueue(1);

    /** The node's number in the engine's queue. */
    final int turn;
    /** What the engine's queue knows, so that it is asked only when that changes. */
    long due = EventQueue.NEVER;

    /** By port; null where no link is. */
    private final @Nullable Lane[] arriving;

    private @Nullable NodeTimer[] timers = NO_TIMERS;
    private int timersMade;
    /** Places of timers that are gone. */
    private final List<Integer> free = new ArrayList<>(0);
    /** Made when something is due for the first time: of 50,000 nodes a run may wake a few. */
    private EventQueue queue = NOTHING;

    private long lookahead = UNKNOWN;

    NodeQueue(int turn, int ports) {
        this.turn = turn;
        this.arriving = new Lane[ports];
    }

    void connect(Lane lane) {
        arriving[lane.port] = lane;
    }

    /** When the node has something to do next, or {@link EventQueue#NEVER}. */
    long time() {
        return queue.time();
    }

    /** Which port or timer is first. */
    int first() {
        return queue.first();
    }

    /** The direction by which frames come to the port that is first; null if a timer is. */
    @Nullable
    Lane lane(int source) {
        return source < arriving.length ? arriving[source] : null;
    }

    @Nullable
    NodeTimer timer(int source) {
        return timers[source - arriving.length];
    }

    void set(int source, long time) {
        queue().set(source, time);
    }

    void moveFirst(long time) {
        queue.moveFirst(time);
    }

    /** A place for a timer: a new one, or that of a timer that is gone. */
    int add(NodeTimer timer, long rank) {
        int source;
        if (free.isEmpty()) {
            source = queue().add(rank);
            if (timersMade == timers.length) {
                timers = Arrays.copyOf(timers, 2 * timersMade + 1);
            }
            timersMade++;
        } else {
            source = free.removeLast();
            queue().rank(source, rank);
        }
        timers[source - arriving.length] = timer;
        return source;
    }

    void remove(int source) {
        queue().set(source, EventQueue.NEVER);
        timers[source - arriving.length] = null;
        free.add(source);
    }

    /** The least time that a frame takes on its way here: what other nodes do now can change nothing here before. */
    long lookahead() {
        if (lookahead == UNKNOWN) {
            lookahead = Engine.LONGEST_LOOKAHEAD;
            for (Lane lane : arriving) {
                lookahead = lane == null ? lookahead : Math.min(lookahead, lane.leastDelay());
            }
        }
        return lookahead;
    }

    /** Says that an impairment on a way here has changed. */
    void impaired() {
        lookahead = UNKNOWN;
    }

    /** The latest time at which a port has its next frame; -1 if none is under way to here. */
    long lastArrival() {
        long latest = -1;
        for (Lane lane : arriving) {
            if (lane != null && lane.due != EventQueue.NEVER) {
                latest = Math.max(latest, lane.due);
            }
        }
        return latest;
    }

    private EventQueue queue() {
        if (queue == NOTHING) {
            queue = new EventQueue(arriving.length + 2);
            for (int port = 0; port < arriving.length; port++) {
                queue.add(port);
            }
        }
        return queue;
    }
}
