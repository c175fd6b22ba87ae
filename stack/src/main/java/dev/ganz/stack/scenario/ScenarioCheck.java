package dev.ganz.stack.scenario;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Traffic;
import dev.ganz.lab.check.Problem;
import dev.ganz.lab.check.Problem.Part;
import java.util.ArrayList;
import java.util.List;

/** Finds what the scenario of a sound lab asks for and no world has. */
public final class ScenarioCheck {
    private ScenarioCheck() {}

    /** Traffic of a kind that there is no program for, in the lab's order; empty if there is none. */
    public static List<Problem> problemsOf(Lab lab) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < lab.traffic().size(); i++) {
            if (lab.traffic().get(i) instanceof Traffic.Tcp) {
                problems.add(new Problem(
                        Part.TRAFFIC, i, "", "expected a ping or udp, found tcp, which this version does not send"));
            }
        }
        return List.copyOf(problems);
    }

    /**
     * Lets a lab pass that can run.
     *
     * @throws InvalidInput that says the first problem of another
     */
    public static void require(Lab lab) {
        for (Problem missing : problemsOf(lab)) {
            throw new InvalidInput(missing.in(lab));
        }
    }
}
