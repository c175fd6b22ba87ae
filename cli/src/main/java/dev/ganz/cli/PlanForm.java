package dev.ganz.cli;

import dev.ganz.lab.InvalidInput;
import picocli.CommandLine.Option;

/** Whether the result of a search is printed as text or as JSON. */
final class PlanForm {
    @Option(names = "--format", paramLabel = "FORM", converter = Format.Converter.class, description = "text or json.")
    Format form = Format.TEXT;

    /** @throws InvalidInput if it is another form of reports */
    boolean isJson() {
        if (form == Format.CSV || form == Format.JUNIT) {
            throw new InvalidInput("--format " + form + ": expected text or json here, found " + form);
        }
        return form == Format.JSON;
    }
}
