package dev.ganz.stack.scenario;

import dev.ganz.lab.Fault;
import dev.ganz.lab.ImpairmentChange;
import dev.ganz.lab.Lab;
import dev.ganz.lab.LabIndex;
import dev.ganz.lab.Link;
import dev.ganz.stack.scenario.FaultTurn.Action;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The faults of a lab in their order. Of one instant the ends come before the beginnings, so that a fault may follow another on the same
 * words at once, and both in the order of what they say, not of the file.
 */
public final class FaultPlan {
    private static final Comparator<FaultTurn> ORDER = Comparator.comparingLong(FaultTurn::time)
            .thenComparing(FaultTurn::isBeginning)
            .thenComparing(FaultTurn::place)
            .thenComparing(FaultTurn::text);

    private final Lab lab;
    private final LabIndex index;
    private final List<FaultTurn> turns = new ArrayList<>();

    private FaultPlan(Lab lab) {
        this.lab = lab;
        this.index = new LabIndex(lab);
    }

    /** All turns, the first one first. */
    public static List<FaultTurn> of(Lab lab) {
        FaultPlan plan = new FaultPlan(lab);
        for (Fault fault : lab.faults()) {
            switch (fault) {
                case Fault.LinkDown down -> plan.add(down);
                case Fault.LinkSet set -> plan.add(set);
                case Fault.Partition partition -> plan.add(partition);
                case Fault.Crash crash -> plan.add(crash);
            }
        }
        plan.turns.sort(ORDER);
        return List.copyOf(plan.turns);
    }

    /** When the last one has ended (or, if it does not end, begun), nanoseconds; 0 without faults. */
    public static long end(Lab lab) {
        return lab.faults().stream()
                .mapToLong(fault -> Math.addExact(fault.at(), fault.duration().orElse(0)))
                .reduce(0, Math::max);
    }

    private void add(Fault.LinkDown fault) {
        List<LinkDirection> directions = LinkDirection.of(index, fault.link());
        between(
                fault,
                fault.link().toString(),
                "down",
                List.of(new FaultTurn.Cut(directions)),
                "up again",
                List.of(new FaultTurn.Mend(directions)));
    }

    private void add(Fault.LinkSet fault) {
        List<LinkDirection> directions = LinkDirection.of(index, fault.link());
        ImpairmentChange change = fault.change();
        between(
                fault,
                fault.link().toString(),
                "set " + words(change),
                directions.stream()
                        .<Action>map(direction -> new FaultTurn.Change(direction, change))
                        .toList(),
                "reset " + words(change),
                directions.stream()
                        .<Action>map(direction -> new FaultTurn.Change(direction, restoring(direction, change)))
                        .toList());
    }

    /** Gives the words of a change their values of the lab back; other faults' words stay as they are. */
    private ImpairmentChange restoring(LinkDirection direction, ImpairmentChange change) {
        Link link = lab.links().get(direction.link());
        return change.undoneTo(direction.forward() ? link.forward() : link.backward());
    }

    private void add(Fault.Partition fault) {
        List<LinkDirection> between = linksBetween(fault.groups());
        between(
                fault,
                "",
                "partition " + fault.groups(),
                List.of(new FaultTurn.Separate(fault), new FaultTurn.Cut(between)),
                "partition healed",
                List.of(new FaultTurn.Join(fault), new FaultTurn.Mend(between)));
    }

    private void add(Fault.Crash fault) {
        turns.add(new FaultTurn(fault.at(), true, fault.node(), "", List.of(new FaultTurn.Crash(fault.node()))));
        fault.duration()
                .ifPresent(duration -> turns.add(new FaultTurn(
                        fault.at() + duration, false, fault.node(), "", List.of(new FaultTurn.Restart(fault.node())))));
    }

    private void between(Fault fault, String place, String begins, List<Action> begin, String ends, List<Action> end) {
        turns.add(new FaultTurn(fault.at(), true, place, begins, begin));
        fault.duration()
                .ifPresent(duration -> turns.add(new FaultTurn(fault.at() + duration, false, place, ends, end)));
    }

    /** Both directions of all links from one group to another. */
    private List<LinkDirection> linksBetween(List<SortedSet<String>> groups) {
        SortedMap<String, Integer> groupOf = new TreeMap<>();
        for (int group = 0; group < groups.size(); group++) {
            for (String member : groups.get(group)) {
                groupOf.put(member, group);
            }
        }
        List<LinkDirection> between = new ArrayList<>();
        for (int link = 0; link < lab.links().size(); link++) {
            Integer a = groupOf.get(lab.links().get(link).a().node());
            Integer b = groupOf.get(lab.links().get(link).b().node());
            if (a != null && b != null && !a.equals(b)) {
                between.add(new LinkDirection(link, true));
                between.add(new LinkDirection(link, false));
            }
        }
        return between;
    }

    private static String words(ImpairmentChange change) {
        return change.words().stream()
                .sorted()
                .map(word -> word.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
