package dev.ganz.live.node;

import dev.ganz.lab.Impairment;
import dev.ganz.lab.ImpairmentChange;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.LabIndex;
import dev.ganz.lab.Link;
import dev.ganz.lab.LinkReference;
import dev.ganz.lab.LinkReference.Direction;
import dev.ganz.lab.addressing.Cabling;
import dev.ganz.linux.netlink.Forwarder;
import dev.ganz.linux.netlink.RouteSocket;
import dev.ganz.live.wires.Wires;
import dev.ganz.stack.channel.ChannelStatistics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The links of a lab: joined in the kernel where nothing happens to frames, else a wire, which a link stays once it is one. Any thread
 * in the patch namespace may change them.
 */
public final class Cables {
    private final Cabling cabling;
    private final LabIndex index;
    private final Wires wires;
    private final List<Cable> cables = new ArrayList<>();

    Cables(Cabling cabling, Wires wires) {
        this.cabling = cabling;
        this.wires = wires;
        index = new LabIndex(cabling.lab());
        for (Link link : cabling.lab().links()) {
            cables.add(new Cable(link.forward(), link.backward()));
        }
    }

    private static final class Cable {
        private Impairment forward;
        private Impairment backward;
        private Optional<Integer> wire = Optional.empty();
        private boolean up = true;

        private Cable(Impairment forward, Impairment backward) {
            this.forward = forward;
            this.backward = backward;
        }

        private boolean isIdeal() {
            return forward.equals(Impairment.NONE) && backward.equals(Impairment.NONE);
        }
    }

    /**
     * A direction of a link as it is.
     *
     * @param statistics empty where the kernel passes frames on by itself
     */
    public record State(
            String from, String to, boolean up, Impairment impairment, Optional<ChannelStatistics> statistics) {}

    /** Makes all links. */
    synchronized void join() throws IOException {
        try (Forwarder forwarder = Forwarder.open()) {
            for (int link = 0; link < cables.size(); link++) {
                int a = cabling.firstPortOfLink(link);
                int b = cabling.peerOf(a);
                if (cables.get(link).isIdeal()) {
                    forwarder.join(Numbers.nameInPatch(a), Numbers.inPatch(b));
                    forwarder.join(Numbers.nameInPatch(b), Numbers.inPatch(a));
                } else {
                    wire(link);
                }
            }
            forwarder.apply();
        }
    }

    /**
     * Changes some words of a link's impairment, in the directions that the reference names.
     *
     * @throws InvalidInput if there is no such link
     */
    public synchronized void change(LinkReference reference, ImpairmentChange change) throws IOException {
        int link = link(reference);
        Cable cable = cables.get(link);
        boolean fromA = cabling.lab().links().get(link).a().equals(reference.endpoint());
        Direction direction = reference.direction();
        if (direction == Direction.BOTH || direction == Direction.EGRESS == fromA) {
            cable.forward = change.applyTo(cable.forward);
        }
        if (direction == Direction.BOTH || direction == Direction.EGRESS != fromA) {
            cable.backward = change.applyTo(cable.backward);
        }
        if (cable.wire.isPresent()) {
            wires.change(cable.wire.get(), cable.forward);
            wires.change(cable.wire.get() + 1, cable.backward);
        } else if (!cable.isIdeal()) {
            part(link);
            wire(link);
        }
    }

    /** Brings or takes the carrier of a link, at both ends. */
    public synchronized void carrier(LinkReference reference, boolean up) throws IOException {
        int link = link(reference);
        Cable cable = cables.get(link);
        int a = cabling.firstPortOfLink(link);
        try (RouteSocket socket = RouteSocket.open()) {
            socket.set(Numbers.inPatch(a), up);
            socket.set(Numbers.inPatch(cabling.peerOf(a)), up);
            socket.apply();
        }
        cable.up = up;
        if (cable.wire.isPresent()) {
            wires.carrier(cable.wire.get(), up);
            wires.carrier(cable.wire.get() + 1, up);
        }
    }

    /** Both directions of a link. */
    public synchronized List<State> states(LinkReference reference) {
        int link = link(reference);
        Link ends = cabling.lab().links().get(link);
        Cable cable = cables.get(link);
        return List.of(
                new State(
                        ends.a().toString(),
                        ends.b().toString(),
                        cable.up,
                        cable.forward,
                        cable.wire.map(wires::statistics)),
                new State(
                        ends.b().toString(),
                        ends.a().toString(),
                        cable.up,
                        cable.backward,
                        cable.wire.map(wire -> wires.statistics(wire + 1))));
    }

    private int link(LinkReference reference) {
        return index.linkAt(reference.endpoint())
                .orElseThrow(() -> new InvalidInput("lab " + cabling.lab().name() + " has no link at \""
                        + reference.endpoint() + "\"; ganz ps lists its nodes"));
    }

    /** Names of directions are those of virtual time, so that frames meet the same chances in both worlds. */
    private void wire(int link) throws IOException {
        Link ends = cabling.lab().links().get(link);
        Cable cable = cables.get(link);
        int a = cabling.firstPortOfLink(link);
        cable.wire = Optional.of(wires.join(
                Numbers.inPatch(a),
                Numbers.inPatch(cabling.peerOf(a)),
                List.of(ends.a() + "->" + ends.b(), ends.b() + "->" + ends.a()),
                cable.forward,
                cable.backward));
    }

    private void part(int link) throws IOException {
        int a = cabling.firstPortOfLink(link);
        try (Forwarder forwarder = Forwarder.open()) {
            forwarder.part(Numbers.nameInPatch(a));
            forwarder.part(Numbers.nameInPatch(cabling.peerOf(a)));
            forwarder.apply();
        }
    }
}
