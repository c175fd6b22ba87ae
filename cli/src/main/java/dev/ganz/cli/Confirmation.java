package dev.ganz.cli;

import dev.ganz.lab.unit.Durations;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** Asks for a word within a time. */
final class Confirmation {
    private static final long LOOK_EVERY = 100_000_000;

    private final Terminal terminal;

    Confirmation(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Whether a line {@code yes} comes in time; another word is a no, and an input that has ended is silence.
     *
     * @param patience nanoseconds
     */
    boolean comes(long patience) {
        terminal.say("it holds now; type yes within " + Durations.text(patience) + " to keep it");
        long end = terminal.clock().getAsLong() + patience;
        StringBuilder line = new StringBuilder();
        try {
            while (terminal.clock().getAsLong() < end) {
                // A read would wait beyond the time.
                if (terminal.in().available() == 0) {
                    LockSupport.parkNanos(LOOK_EVERY);
                    continue;
                }
                int next = terminal.in().read();
                if (next < 0 || next == '\n') {
                    return line.toString().strip().equals("yes");
                }
                line.append((char) next);
            }
            return false;
        } catch (IOException gone) {
            return false;
        }
    }
}
