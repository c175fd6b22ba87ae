package dev.ganz.sim;

import dev.ganz.lab.Fault;
import dev.ganz.lab.Interface;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Node;
import dev.ganz.sim.Groups.Member;
import dev.ganz.stack.result.LabEvent;
import dev.ganz.stack.scenario.FaultPlan;
import dev.ganz.stack.scenario.FaultTurn;
import dev.ganz.stack.scenario.LinkDirection;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;

/** Does to the network what the faults of a lab say. */
final class Faults {
    private final Lab lab;
    private final Network network;
    private final Engine engine;
    private final Observers observers;
    private final List<Partition> partitions = new ArrayList<>();

    /** A partition that lasts. */
    private record Partition(Fault.Partition fault, Cut cut) {}

    Faults(Lab lab, Network network, Engine engine, Observers observers) {
        this.lab = lab;
        this.network = network;
        this.engine = engine;
        this.observers = observers;
    }

    /** Enters them all into the agenda. */
    void enter() {
        for (FaultTurn turn : FaultPlan.of(lab)) {
            engine.agenda().at(turn.time(), () -> perform(turn));
        }
    }

    private void perform(FaultTurn turn) {
        if (!turn.text().isEmpty()) {
            observers.event(engine.now(), LabEvent.Kind.FAULT, turn.place(), turn.text());
        }
        turn.actions().forEach(this::perform);
    }

    private void perform(FaultTurn.Action action) {
        switch (action) {
            case FaultTurn.Cut(List<LinkDirection> directions) -> network.cut(lanes(directions));
            case FaultTurn.Mend(List<LinkDirection> directions) -> network.mend(lanes(directions));
            case FaultTurn.Change(LinkDirection direction, var change) ->
                network.change(network.direction(direction.link(), direction.forward()), change);
            case FaultTurn.Separate(Fault.Partition fault) -> {
                Cut cut = cut(groups(fault.groups()));
                partitions.add(new Partition(fault, cut));
                engine.separate(cut);
            }
            case FaultTurn.Join(Fault.Partition fault) -> {
                partitions.stream().filter(each -> each.fault().equals(fault)).forEach(each -> engine.join(each.cut()));
                partitions.removeIf(each -> each.fault().equals(fault));
            }
            case FaultTurn.Crash(String node) -> network.crash(node);
            case FaultTurn.Restart(String node) -> network.restart(node);
        }
    }

    private List<Lane> lanes(List<LinkDirection> directions) {
        return directions.stream()
                .map(each -> network.direction(each.link(), each.forward()))
                .toList();
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
}
