package dev.ganz.lab.check;

import dev.ganz.lab.Lab;
import dev.ganz.lab.LabIndex;
import dev.ganz.lab.NearestWord;
import dev.ganz.lab.check.Problem.Part;
import dev.ganz.lab.unit.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Collects the problems of a lab, and knows the checks that several parts share. */
final class Findings {
    /** A lab with more problems than this is not shown all of them. */
    private static final int MOST = 1000;

    private final LabIndex index;
    private final List<Problem> problems = new ArrayList<>();

    Findings(Lab lab) {
        this.index = new LabIndex(lab);
    }

    LabIndex index() {
        return index;
    }

    Lab lab() {
        return index.lab();
    }

    List<Problem> problems() {
        return problems;
    }

    void add(Part part, int at, String word, String message) {
        if (problems.size() < MOST) {
            problems.add(new Problem(part, at, word, message));
        }
    }

    /** A name that must be that of a node. */
    boolean requireNode(Part part, int at, String word, String name) {
        if (index.hasNode(name)) {
            return true;
        }
        add(
                part,
                at,
                word,
                "expected the name of a node, found \"" + name + "\"" + NearestWord.hint(name, index.nodeNames()));
        return false;
    }

    /** A time of the run: not negative, below {@link LabCheck#LONGEST_TIME}, and before the run ends. */
    void requireTime(Part part, int at, String word, long time) {
        if (time < 0 || time > LabCheck.LONGEST_TIME) {
            add(part, at, word, "expected a time up to 365 days, found " + Durations.text(time));
        } else if (lab().duration().isPresent() && time >= lab().duration().getAsLong()) {
            add(
                    part,
                    at,
                    word,
                    "expected a time before the run ends at "
                            + Durations.text(lab().duration().getAsLong()) + ", found " + Durations.text(time));
        }
    }

    /** A length of time that is above zero. */
    void requireSpan(Part part, int at, String word, long span) {
        if (span <= 0 || span > LabCheck.LONGEST_TIME) {
            add(part, at, word, "expected a time above 0 and up to 365 days, found " + Durations.text(span));
        }
    }

    void requireSpan(Part part, int at, String word, OptionalLong span) {
        if (span.isPresent()) {
            requireSpan(part, at, word, span.getAsLong());
        }
    }
}
