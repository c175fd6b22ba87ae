package dev.ganz.stack.result;

/**
 * Whether an expectation of the lab held.
 *
 * @param text the expectation as its author would write it
 * @param actual what was measured instead, or besides, in a few words: {@code "loss 3.1 %"}, {@code "no answer"}
 */
public record ExpectationResult(String text, boolean passed, String actual) {
    /** The whole of it in a line, for the event log. */
    public String verdict() {
        return (passed ? "passed: " : "failed: ") + text + " (" + actual + ")";
    }
}
