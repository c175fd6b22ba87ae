package dev.ganz.sim;

import dev.ganz.lab.Fault;
import dev.ganz.lab.ImpairmentChange;
import dev.ganz.lab.Interface;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.LinkReference;
import dev.ganz.lab.Node;
import dev.ganz.sim.Groups.Member;
import dev.ganz.sim.result.LabEvent;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;

/**
 * Enters the faults of a lab into the agenda. Of one instant the ends come before the beginnings, so that a fault may follow another on
 * the same words at once, and both in the order of what they say, not of the file.
 */
final class Faults {
    private static final Comparator<Turn> ORDER = Comparator.comparingLong(Turn::time)
            .thenComparing(Turn::begins)
            .thenComparing(Turn::place)
            .thenComparing(Turn::text);

    /** The beginning or the end of a fault. */
    private record Turn(long time, boolean begins, String place, String text, Runnable action) {}

    private final Lab lab;
    private final Network network;
    private final Engine engine;
    private final Observers observers;
    private final List<Turn> turns = new ArrayList<>();

    Faults(Lab lab, Network network, Engine engine, Observers observers) {
        this.lab = lab;
        this.network = network;
        this.engine = engine;
        this.observers = observers;
    }

    /** Enters them all. Returns when the last one has ended (or, if it does not end, begun), nanoseconds; 0 without faults. */
    long enter() {
        long last = 0;
        for (Fault fault : lab.faults()) {
            switch (fault) {
                case Fault.LinkDown down -> enter(down);
                case Fault.LinkSet set -> enter(set);
                case Fault.Partition partition -> enter(partition);
                case Fault.Crash crash -> enter(crash);
            }
            last = Math.max(last, Math.addExact(fault.at(), fault.duration().orElse(0)));
        }
        turns.sort(ORDER);
        turns.forEach(turn -> engine.agenda().at(turn.time(), turn.action()));
        return last;
    }

    private void enter(Fault.LinkDown fault) {
        List<Lane> directions = directions(fault.link());
        String place = fault.link().toString();
        between(fault, place, "down", () -> network.cut(directions), "up again", () -> network.mend(directions));
    }

    private void enter(Fault.LinkSet fault) {
        List<Lane> directions = directions(fault.link());
        between(
                fault,
                fault.link().toString(),
                "set " + words(fault.change()),
                () -> directions.forEach(direction -> network.change(direction, fault.change())),
                "reset " + words(fault.change()),
                () -> directions.forEach(direction -> restore(direction, fault.change())));
    }

    /** Gives the words of a change their values of the lab back; other faults' words stay as they are. */
    private void restore(Lane direction, ImpairmentChange change) {
        Link link = lab.links().get(direction.link);
        boolean forward = direction == network.direction(direction.link, true);
        network.change(direction, change.undoneTo(forward ? link.forward() : link.backward()));
    }

    private void enter(Fault.Partition fault) {
        int[] groupOf = groups(fault.groups());
        List<Lane> between = linksBetween(groupOf);
        Cut cut = cut(groupOf);
        between(
                fault,
                "",
                "partition " + fault.groups(),
                () -> {
                    engine.separate(cut);
                    network.cut(between);
                },
                "partition healed",
                () -> {
                    engine.join(cut);
                    network.mend(between);
                });
    }

    private void enter(Fault.Crash fault) {
        turns.add(new Turn(fault.at(), true, fault.node(), "crash", () -> network.crash(fault.node())));
        fault.duration()
                .ifPresent(duration -> turns.add(new Turn(
                        fault.at() + duration, false, fault.node(), "restart", () -> network.restart(fault.node()))));
    }

    private void between(Fault fault, String place, String begins, Runnable begin, String ends, Runnable end) {
        turns.add(turn(fault.at(), true, place, begins, begin));
        fault.duration().ifPresent(duration -> turns.add(turn(fault.at() + duration, false, place, ends, end)));
    }

    private Turn turn(long time, boolean begins, String place, String text, Runnable action) {
        return new Turn(time, begins, place, text, () -> {
            observers.event(engine.now(), LabEvent.Kind.FAULT, place, text);
            action.run();
        });
    }

    private List<Lane> directions(LinkReference reference) {
        Lane egress = network.egress(reference.endpoint());
        return switch (reference.direction()) {
            case EGRESS -> List.of(egress);
            case INGRESS -> List.of(network.reverse(egress));
            case BOTH -> List.of(egress, network.reverse(egress));
        };
    }

    private int[] groups(List<SortedSet<String>> groups) {
        int[] groupOf = new int[network.nodesByName().size()];
        Arrays.fill(groupOf, Groups.NONE);
        for (int group = 0; group < groups.size(); group++) {
            for (String member : groups.get(group)) {
                groupOf[network.node(member).index()] = group;
            }
        }
        return groupOf;
    }

    private List<Lane> linksBetween(int[] groupOf) {
        List<Lane> between = new ArrayList<>();
        for (int link = 0; link < lab.links().size(); link++) {
            Link cable = lab.links().get(link);
            int a = groupOf[network.node(cable.a().node()).index()];
            int b = groupOf[network.node(cable.b().node()).index()];
            if (a != Groups.NONE && b != Groups.NONE && a != b) {
                between.add(network.direction(link, true));
                between.add(network.direction(link, false));
            }
        }
        return between;
    }

    private Cut cut(int[] groupOf) {
        List<Member> ipv4 = new ArrayList<>();
        List<Member> ipv6 = new ArrayList<>();
        List<Member> macs = new ArrayList<>();
        for (NodeRuntime runtime : network.nodesByName()) {
            int group = groupOf[runtime.index()];
            if (group == Groups.NONE) {
                continue;
            }
            Node node = runtime.node();
            List<InterfaceAddress> own = new ArrayList<>(node.loopbacks());
            for (Interface nic : node.interfaces()) {
                own.addAll(nic.addresses());
                nic.mac().ifPresent(mac -> macs.add(new Member(0, mac.value(), group)));
            }
            for (InterfaceAddress each : own) {
                switch (each.address()) {
                    case Ipv4Address(int value) -> ipv4.add(new Member(0, value, group));
                    case Ipv6Address(long high, long low) -> ipv6.add(new Member(high, low, group));
                }
            }
        }
        return new Cut(groupOf, new Groups(ipv4), new Groups(ipv6), new Groups(macs));
    }

    private static String words(ImpairmentChange change) {
        return change.words().stream()
                .sorted()
                .map(word -> word.name().toLowerCase(java.util.Locale.ROOT))
                .collect(java.util.stream.Collectors.joining(", "));
    }
}
