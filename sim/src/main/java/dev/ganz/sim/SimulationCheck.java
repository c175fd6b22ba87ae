package dev.ganz.sim;

import dev.ganz.lab.Lab;
import dev.ganz.lab.Node;
import dev.ganz.lab.Traffic;
import dev.ganz.lab.check.Problem;
import dev.ganz.lab.check.Problem.Part;
import java.util.ArrayList;
import java.util.List;

/** Finds what a sound lab asks for and virtual time does not have. */
public final class SimulationCheck {
    private SimulationCheck() {}

    /** All of it, nodes first; empty if the lab can run. */
    public static List<Problem> problemsOf(Lab lab) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < lab.nodes().size(); i++) {
            if (lab.nodes().get(i).kind() == Node.Kind.PROGRAM) {
                problems.add(new Problem(
                        Part.NODE,
                        i,
                        "kind",
                        "expected a host, router or switch in virtual time, found a program; this version runs none of"
                                + " your own"));
            }
        }
        for (int i = 0; i < lab.traffic().size(); i++) {
            if (lab.traffic().get(i) instanceof Traffic.Tcp) {
                problems.add(new Problem(
                        Part.TRAFFIC,
                        i,
                        "",
                        "expected a ping or udp in virtual time, found tcp; this version does not send it"));
            }
        }
        return List.copyOf(problems);
    }
}
