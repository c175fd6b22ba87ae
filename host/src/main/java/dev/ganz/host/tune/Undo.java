package dev.ganz.host.tune;

import java.util.Optional;

/** Takes one step back, unless somebody has changed it since, or the device is another one. */
final class Undo {
    private final Knobs knobs;
    private final Journal journal;
    private final int index;
    private boolean left;

    Undo(Knobs knobs, Journal journal, int index) {
        this.knobs = knobs;
        this.journal = journal;
        this.index = index;
    }

    /** Whether the step was left as it is, and the change is not undone for that. */
    boolean wasLeft() {
        return left;
    }

    /** Returns what was done, or why nothing was; empty text if there was nothing to do. */
    String run(boolean force) {
        Step step = journal.steps().get(index);
        if (step.kind() == Step.Kind.FILE) {
            knobs.sweep(step.path());
        }
        Optional<String> now = knobs.read(step.kind(), step.path());
        if (now.equals(step.before())) {
            return "";
        }
        if (now.isEmpty() && step.kind() != Step.Kind.FILE) {
            return step.path() + " is gone";
        }
        if (!step.identity().isEmpty() && !step.identity().equals(identity(step.path()))) {
            return step.path() + " belongs to another device now, and was left alone";
        }
        if (!force && !isOurs(step, now)) {
            left = true;
            return step.path() + " was changed since, to " + shown(now)
                    + ": it was left alone (--force takes it back to " + shown(step.before()) + ")";
        }
        knobs.write(step.kind(), step.undoPath(), step.undoValue());
        return step.path() + ": " + (step.kind() == Step.Kind.FILE ? restored(step) : shown(step.before()) + " again");
    }

    /** What we wrote, what the kernel made of it, or, of a step that was under way when we were stopped, whatever the kernel made. */
    private boolean isOurs(Step step, Optional<String> now) {
        String value = now.orElse("");
        Optional<String> accepted = journal.accepted(index);
        return value.equals(step.after())
                || accepted.isPresent() && value.equals(accepted.get())
                || index == journal.next() && step.kind() != Step.Kind.FILE;
    }

    private String identity(String path) {
        int end = path.indexOf("/queue/");
        String device = end < 0 ? path : path.substring(0, end);
        for (String file : new String[] {"/wwid", "/device/wwid", "/serial"}) {
            String line = knobs.tree().line(device + file);
            if (!line.isEmpty()) {
                return line;
            }
        }
        return "";
    }

    private static String restored(Step step) {
        return step.before().isPresent() ? "as it was" : "removed";
    }

    private static String shown(Optional<String> value) {
        String text = value.orElse("nothing");
        return text.contains("\n") || text.length() > 60 ? "other content" : text;
    }
}
