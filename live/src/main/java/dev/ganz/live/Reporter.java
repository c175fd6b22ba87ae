package dev.ganz.live;

import dev.ganz.lab.Lab;
import dev.ganz.live.control.Message;
import dev.ganz.stack.result.RunResult;
import java.io.IOException;
import java.io.Writer;

/** Writes the result of a run in the form that a client has asked for. */
@FunctionalInterface
public interface Reporter {
    /**
     * Writes the whole report; the caller flushes.
     *
     * @param form the request: the reporter's own words are in it
     */
    void write(Lab lab, RunResult result, Message form, Writer out) throws IOException;
}
