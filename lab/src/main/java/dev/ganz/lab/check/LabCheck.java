package dev.ganz.lab.check;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.addressing.Segments;
import dev.ganz.lab.check.Problem.Part;
import java.util.List;

/**
 * Finds what is wrong between the parts of a lab: names that lead nowhere, interfaces with two cables, addresses that clash, values
 * that nobody can mean. A lab without problems is one that every world can run, as far as a lab can tell.
 */
public final class LabCheck {
    /** One hour: longer than any line, shorter than a slip of the unit. */
    public static final long LONGEST_DELAY = 3_600_000_000_000L;
    /** 365 days of virtual time. */
    public static final long LONGEST_TIME = 365L * 24 * 3_600_000_000_000L;

    private LabCheck() {}

    /** All problems, of nodes first, then links, addresses, traffic, faults and expectations; empty if there are none. */
    public static List<Problem> problemsOf(Lab lab) {
        Findings findings = new Findings(lab);
        if (lab.duration().isPresent()) {
            findings.requireSpan(Part.LAB, 0, "duration", lab.duration());
        }
        new NodeCheck(findings).check();
        new LinkCheck(findings).check();
        // Segments exist only where every cable ends at an interface of its own.
        if (findings.problems().isEmpty()) {
            Segments segments = Segments.of(lab);
            new AddressCheck(findings, segments).check();
            new RouteCheck(findings, segments).check();
        }
        new TrafficCheck(findings).check();
        new FaultCheck(findings).check();
        new ExpectationCheck(findings).check();
        return List.copyOf(findings.problems());
    }

    /**
     * Networks that two separate segments share. Where addresses are automatic or routes are found they make nodes unreachable, so
     * they are wrong; with all addresses by hand they may be meant.
     */
    public static List<Problem> overlapsOf(Lab lab) {
        Findings findings = new Findings(lab);
        new AddressCheck(findings, Segments.of(lab)).checkOverlaps();
        return List.copyOf(findings.problems());
    }

    /**
     * Lets a sound lab pass.
     *
     * @throws InvalidInput that says the first problem of another
     */
    public static void require(Lab lab) {
        List<Problem> problems = problemsOf(lab);
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems.getFirst().in(lab));
        }
        List<Problem> overlaps = lab.automaticAddresses() ? overlapsOf(lab) : List.of();
        if (!overlaps.isEmpty()) {
            throw new InvalidInput(overlaps.getFirst().in(lab));
        }
    }
}
