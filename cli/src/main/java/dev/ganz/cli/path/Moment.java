package dev.ganz.cli.path;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.Fault;
import dev.ganz.lab.Impairment;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.LinkReference;
import dev.ganz.lab.LinkReference.Direction;
import dev.ganz.lab.addressing.Cabling;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** What the faults of a lab have done to it at one moment of a run. */
final class Moment {
    private final Lab lab;
    private final Cabling cabling;
    private final BitSet down = new BitSet();
    private final TreeSet<String> crashed = new TreeSet<>();
    private final List<Fault.Partition> partitions = new ArrayList<>();
    private final Impairment[] forward;
    private final Impairment[] backward;

    Moment(Cabling cabling, long time) {
        this.lab = cabling.lab();
        this.cabling = cabling;
        this.forward = lab.links().stream().map(Link::forward).toArray(Impairment[]::new);
        this.backward = lab.links().stream().map(Link::backward).toArray(Impairment[]::new);
        lab.faults().stream()
                .filter(fault -> lasts(fault, time))
                .sorted(Comparator.comparingLong(Fault::at))
                .forEach(this::apply);
    }

    private static boolean lasts(Fault fault, long time) {
        return fault.at() <= time
                && (fault.duration().isEmpty()
                        || time - fault.at() < fault.duration().getAsLong());
    }

    private void apply(Fault fault) {
        switch (fault) {
            case Fault.LinkDown linkDown -> down.set(index(linkDown.link()));
            case Fault.LinkSet set -> {
                int index = index(set.link());
                boolean fromA = lab.links().get(index).a().equals(set.link().endpoint());
                if (set.link().direction() != (fromA ? Direction.INGRESS : Direction.EGRESS)) {
                    forward[index] = set.change().applyTo(forward[index]);
                }
                if (set.link().direction() != (fromA ? Direction.EGRESS : Direction.INGRESS)) {
                    backward[index] = set.change().applyTo(backward[index]);
                }
            }
            case Fault.Partition partition -> partitions.add(partition);
            case Fault.Crash crash -> crashed.add(crash.node());
        }
    }

    private int index(LinkReference link) {
        return cabling.linkOf(cabling.port(link.endpoint()));
    }

    /** Whether both ends of a link have carrier. */
    boolean hasCarrier(int link) {
        Link cable = lab.links().get(link);
        return !down.get(link)
                && !crashed.contains(cable.a().node())
                && !crashed.contains(cable.b().node());
    }

    boolean isCrashed(String node) {
        return crashed.contains(node);
    }

    /** Whether a partition keeps two nodes from each other. */
    boolean isParted(String a, String b) {
        for (Fault.Partition partition : partitions) {
            int groupOfA = group(partition, a);
            int groupOfB = group(partition, b);
            if (groupOfA >= 0 && groupOfB >= 0 && groupOfA != groupOfB) {
                return true;
            }
        }
        return false;
    }

    /** The first group that a node is in, or -1. */
    private static int group(Fault.Partition partition, String node) {
        for (int i = 0; i < partition.groups().size(); i++) {
            if (partition.groups().get(i).contains(node)) {
                return i;
            }
        }
        return -1;
    }

    /** What frames that leave an interface meet on the way to its peer. */
    Impairment from(int link, Endpoint end) {
        return lab.links().get(link).a().equals(end) ? forward[link] : backward[link];
    }

    Lab lab() {
        return lab;
    }

    Cabling cabling() {
        return cabling;
    }
}
