package dev.ganz.live.scenario;

import dev.ganz.lab.Fault;
import dev.ganz.lab.ImpairmentChange;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.live.node.Fabric;
import dev.ganz.stack.result.LabEvent;
import dev.ganz.stack.scenario.FaultTurn;
import dev.ganz.stack.scenario.LinkDirection;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;

/** Does to the nodes and links what the faults of a lab say. */
final class LiveFaults {
    private final Lab lab;
    private final Fabric fabric;
    private final Programs programs;
    private final EventLog events;
    private final LongSupplier now;

    /** @param now time of the run, nanoseconds */
    LiveFaults(Lab lab, Fabric fabric, Programs programs, EventLog events, LongSupplier now) {
        this.lab = lab;
        this.fabric = fabric;
        this.programs = programs;
        this.events = events;
        this.now = now;
    }

    void perform(FaultTurn turn) throws IOException {
        if (!turn.text().isEmpty()) {
            tell(LabEvent.Kind.FAULT, turn.place(), turn.text());
        }
        for (FaultTurn.Action action : turn.actions()) {
            perform(action);
        }
    }

    private void perform(FaultTurn.Action action) throws IOException {
        switch (action) {
            case FaultTurn.Cut(List<LinkDirection> directions) ->
                carrier(fabric.cables().cut(directions), false);
            case FaultTurn.Mend(List<LinkDirection> directions) ->
                carrier(fabric.cables().mend(directions), true);
            case FaultTurn.Change(LinkDirection direction, ImpairmentChange change) ->
                fabric.cables().change(direction, change);
            case FaultTurn.Separate(Fault.Partition partition) -> fabric.separate(partition);
            case FaultTurn.Join(Fault.Partition partition) -> fabric.join(partition);
            case FaultTurn.Crash(String name) -> {
                int node = fabric.number(name);
                programs.crashed(node);
                tell(LabEvent.Kind.NODE, name, "crashed");
                carrier(fabric.crash(node), false);
            }
            case FaultTurn.Restart(String name) -> {
                int node = fabric.number(name);
                tell(LabEvent.Kind.NODE, name, "started afresh");
                carrier(fabric.restart(node), true);
                programs.restarted(node);
            }
        }
    }

    private void carrier(List<LinkDirection> directions, boolean up) {
        for (LinkDirection each : directions) {
            Link link = lab.links().get(each.link());
            tell(LabEvent.Kind.CARRIER, (each.forward() ? link.b() : link.a()).toString(), up ? "up" : "down");
        }
    }

    private void tell(LabEvent.Kind kind, String place, String text) {
        events.add(new LabEvent(now.getAsLong(), kind, place, text));
    }
}
