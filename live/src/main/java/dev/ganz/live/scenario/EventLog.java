package dev.ganz.live.scenario;

import dev.ganz.stack.result.LabEvent;

/** Is told what happens, as it happens; by any thread. */
@FunctionalInterface
public interface EventLog {
    void add(LabEvent event);
}
