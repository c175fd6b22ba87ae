package dev.ganz.cli.report;

import dev.ganz.lab.Lab;
import dev.ganz.stack.result.RunResult;
import java.io.IOException;
import java.io.Writer;

/** A form in which the result of a run is written. */
public sealed interface Report permits TextReport, JsonReport, CsvReport, JunitReport {
    /** Writes the whole report; the caller flushes. */
    void write(Lab lab, RunResult result, Writer out) throws IOException;
}
