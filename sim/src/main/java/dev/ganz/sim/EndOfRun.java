package dev.ganz.sim;

import dev.ganz.stack.EventQueue;
import dev.ganz.stack.scenario.Scenario;

/**
 * Ends a run that has no duration when there is nothing left to wait for: all is sent and answered, faults and expectations are over,
 * and no frame is under way. What is lost is waited for a while. The traffic says when something has changed; nothing is polled but
 * frames that outlive it.
 */
final class EndOfRun {
    private static final long FIRST_PAUSE = 1_000_000;
    private static final long LONGEST_PAUSE = 100_000_000;

    private final Engine engine;
    private final Scenario scenario;
    /** Until when faults and expectations go on. */
    private long busy = EventQueue.NEVER;

    private long pause = FIRST_PAUSE;
    private boolean isAwaited;

    EndOfRun(Engine engine, Scenario scenario) {
        this.engine = engine;
        this.scenario = scenario;
        scenario.whenDone(this::changed);
    }

    /** @param busyUntil when the last fault has ended and the last expectation is decided */
    void await(long busyUntil) {
        busy = busyUntil;
        engine.agenda().at(busy, this::look);
        engine.agenda().at(Math.max(busy, scenario.latest()), this::look);
    }

    /** Something was answered or has ended. What other nodes did before this time is known a little later. */
    private void changed() {
        if (!isAwaited) {
            lookAt(engine.now() + Engine.LONGEST_LOOKAHEAD);
        }
    }

    private void lookAt(long time) {
        isAwaited = true;
        engine.agenda().at(time, () -> {
            isAwaited = false;
            look();
        });
    }

    private void look() {
        long now = engine.now();
        if (isAwaited || now < busy || now < scenario.latest() && !scenario.isDone()) {
            return;
        }
        long known = scenario.doneAt() + Engine.LONGEST_LOOKAHEAD;
        if (now < known && now < scenario.latest()) {
            lookAt(Math.min(known, scenario.latest()));
            return;
        }
        long due = engine.lastDue();
        if (due == EventQueue.NEVER) {
            engine.finish();
            return;
        }
        lookAt(Math.max(due + 1, now + pause));
        pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
}
