package dev.ganz.sim.record;

import dev.ganz.sim.record.RunRecordReader.Entry;
import dev.ganz.stack.result.LabEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What two recorded runs have in common. Deliveries are compared one by one in the order in which the engine made them, nodes and
 * ports by name.
 *
 * @param notes what the runs differ in apart from deliveries: lab, seed, nodes; whole sentences
 * @param equal deliveries that are the same in both before the difference, or all of them
 * @param difference empty if every delivery is the same
 */
public record RunComparison(List<String> notes, long equal, Optional<RunDifference> difference) {
    public RunComparison {
        notes = List.copyOf(notes);
    }

    /**
     * Compares two files.
     *
     * @throws dev.ganz.lab.InvalidInput if one of them is no record of a run, is damaged or was cut
     */
    public static RunComparison of(Path first, Path second) {
        try (RunRecordReader one = RunRecordReader.open(first);
                RunRecordReader other = RunRecordReader.open(second)) {
            Side a = new Side(one);
            Side b = new Side(other);
            List<String> notes = notes(one.header(), other.header());
            while (true) {
                boolean goesOn = a.nextDelivery();
                if (goesOn != b.nextDelivery() || goesOn && !same(one, other)) {
                    return new RunComparison(
                            notes, Math.max(one.deliveries(), other.deliveries()) - 1, Optional.of(difference(a, b)));
                }
                if (!goesOn) {
                    return new RunComparison(notes, one.deliveries(), Optional.empty());
                }
            }
        }
    }

    /** A run, and what happened in it last. */
    private static final class Side {
        private final RunRecordReader reader;
        private boolean ended;
        private @Nullable LabEvent lastEvent;

        Side(RunRecordReader reader) {
            this.reader = reader;
        }

        boolean nextDelivery() {
            Entry entry = reader.next();
            while (entry == Entry.EVENT) {
                lastEvent = reader.event();
                entry = reader.next();
            }
            ended = entry == Entry.END;
            return !ended;
        }

        Optional<Delivery> delivery() {
            return ended ? Optional.empty() : Optional.of(reader.delivery());
        }
    }

    private static RunDifference difference(Side a, Side b) {
        return new RunDifference(
                Math.max(a.reader.deliveries(), b.reader.deliveries()),
                a.delivery(),
                b.delivery(),
                Optional.ofNullable(a.lastEvent),
                Optional.ofNullable(b.lastEvent));
    }

    private static boolean same(RunRecordReader a, RunRecordReader b) {
        return a.time() == b.time()
                && a.length() == b.length()
                && Arrays.equals(a.octets(), 0, a.kept(), b.octets(), 0, b.kept())
                && samePlace(
                        a.header().nodes().get(a.node()),
                        a.port(),
                        b.header().nodes().get(b.node()),
                        b.port());
    }

    private static boolean samePlace(RecordedNode a, int port, RecordedNode b, int otherPort) {
        return a.name().equals(b.name()) && a.ports().get(port).equals(b.ports().get(otherPort));
    }

    private static List<String> notes(RunHeader a, RunHeader b) {
        List<String> notes = new ArrayList<>();
        if (!a.lab().equals(b.lab())) {
            notes.add("the runs are of different labs: " + a.lab() + " and " + b.lab());
        }
        if (a.seed() != b.seed()) {
            notes.add("the runs have different seeds: " + a.seed() + " and " + b.seed());
        }
        noteMissing(notes, "first", a, b);
        noteMissing(notes, "second", b, a);
        return notes;
    }

    private static void noteMissing(List<String> notes, String which, RunHeader a, RunHeader b) {
        TreeSet<String> missing =
                new TreeSet<>(a.nodes().stream().map(RecordedNode::name).toList());
        b.nodes().forEach(node -> missing.remove(node.name()));
        if (!missing.isEmpty()) {
            String others = missing.size() == 1 ? "" : " and " + (missing.size() - 1) + " more";
            notes.add("only the " + which + " run has the node " + missing.first() + others);
        }
    }
}
