package dev.ganz.sim;

import dev.ganz.stack.EventQueue;
import dev.ganz.stack.Timer;

/** A timer of a device. A crash of its node silences it for good. */
final class NodeTimer implements Timer {
    private final Engine engine;
    private final NodeQueue queue;
    private final Runnable task;
    private final int source;
    private boolean silenced;
    /** Was set to a time since it began to fire. */
    private boolean set;

    NodeTimer(Engine engine, NodeQueue queue, Runnable task, long rank) {
        this.engine = engine;
        this.queue = queue;
        this.task = task;
        this.source = queue.add(this, rank);
    }

    @Override
    public void at(long time) {
        if (!silenced) {
            set = true;
            engine.set(queue, source, Math.max(time, engine.now()));
        }
    }

    @Override
    public void cancel() {
        if (!silenced) {
            set = false;
            engine.set(queue, source, EventQueue.NEVER);
        }
    }

    /** Gives its place in the event queue to others. */
    void silence() {
        queue.remove(source);
        engine.settle(queue);
        silenced = true;
    }

    /** Does the task. False: the timer was not set to another time meanwhile. */
    boolean fire() {
        set = false;
        task.run();
        return set;
    }
}
