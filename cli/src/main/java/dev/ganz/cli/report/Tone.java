package dev.ganz.cli.report;

/** What a piece of text wants to say by its colour. */
public enum Tone {
    PLAIN(""),
    HEADING("\u001b[1m"),
    QUIET("\u001b[2m"),
    GOOD("\u001b[32m"),
    WARNING("\u001b[33m"),
    BAD("\u001b[31m"),
    BAR("\u001b[36m");

    private static final String RESET = "\u001b[0m";

    private final String sequence;

    Tone(String sequence) {
        this.sequence = sequence;
    }

    String paint(String text) {
        return sequence.isEmpty() || text.isEmpty() ? text : sequence + text + RESET;
    }
}
