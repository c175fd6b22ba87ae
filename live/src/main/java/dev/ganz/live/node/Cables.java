package dev.ganz.live.node;

import dev.ganz.lab.Impairment;
import dev.ganz.lab.ImpairmentChange;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.LabIndex;
import dev.ganz.lab.Link;
import dev.ganz.lab.LinkReference;
import dev.ganz.lab.addressing.Cabling;
import dev.ganz.linux.netlink.Forwarder;
import dev.ganz.linux.netlink.RouteSocket;
import dev.ganz.live.wires.Wires;
import dev.ganz.stack.channel.ChannelStatistics;
import dev.ganz.stack.scenario.LinkDirection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The links of a lab: joined in the kernel where nothing happens to frames, else a wire, which a link stays once it is one. Any thread
 * in the patch namespace may change them.
 */
public final class Cables {
    private final Cabling cabling;
    private final LabIndex index;
    private final Wires wires;
    private final Routes routes;
    private final Rooms rooms;
    private final List<Cable> cables = new ArrayList<>();

    Cables(Cabling cabling, Wires wires, Routes routes, Rooms rooms) {
        this.cabling = cabling;
        this.wires = wires;
        this.routes = routes;
        this.rooms = rooms;
        index = new LabIndex(cabling.lab());
        for (int link = 0; link < cabling.lab().links().size(); link++) {
            cables.add(new Cable(link, cabling));
        }
    }

    /**
     * A direction of a link as it is.
     *
     * @param statistics empty where the kernel passes frames on by itself
     */
    public record State(
            LinkDirection direction,
            Link link,
            boolean up,
            Impairment impairment,
            Optional<ChannelStatistics> statistics) {
        public String from() {
            return (direction.forward() ? link.a() : link.b()).toString();
        }

        public String to() {
            return (direction.forward() ? link.b() : link.a()).toString();
        }
    }

    /** Makes all links. */
    synchronized void join() throws IOException {
        try (Forwarder forwarder = Forwarder.open()) {
            for (Cable cable : cables) {
                if (cable.isIdeal()) {
                    join(cable, forwarder);
                } else {
                    wire(cable);
                }
            }
            forwarder.apply();
        }
    }

    /**
     * The directions that a reference names.
     *
     * @throws InvalidInput if there is no such link
     */
    public List<LinkDirection> directions(LinkReference reference) {
        if (index.linkAt(reference.endpoint()).isEmpty()) {
            throw new InvalidInput("lab " + cabling.lab().name() + " has no link at \"" + reference.endpoint()
                    + "\"; ganz ps lists its nodes");
        }
        return LinkDirection.of(index, reference);
    }

    /** Changes some words of a direction's impairment. */
    public synchronized void change(LinkDirection direction, ImpairmentChange change) throws IOException {
        Cable cable = cables.get(direction.link());
        int side = side(direction);
        cable.impairments[side] = change.applyTo(cable.impairments[side]);
        if (cable.wire.isPresent()) {
            wires.change(cable.wire.get() + side, cable.impairments[side]);
        } else if (!cable.isIdeal()) {
            becomeWire(cable);
        }
    }

    /**
     * Takes carrier from directions of links, once more for each call. Both directions of a link are loss of carrier at both ends; one
     * alone is silence, as the kernel knows no carrier of one direction.
     *
     * @return those that had it before
     */
    public synchronized List<LinkDirection> cut(List<LinkDirection> directions) throws IOException {
        List<LinkDirection> lost = directions.stream()
                .filter(each -> cables.get(each.link()).cuts[side(each)]++ == 0)
                .toList();
        carry(lost);
        return lost;
    }

    /**
     * Takes one {@link #cut} back; carrier returns with the last.
     *
     * @return those that have it again
     */
    public synchronized List<LinkDirection> mend(List<LinkDirection> directions) throws IOException {
        List<LinkDirection> restored = directions.stream()
                .filter(each -> --cables.get(each.link()).cuts[side(each)] == 0)
                .toList();
        carry(restored);
        return restored;
    }

    /** Brings or takes the carrier of directions on behalf of a person: what is down already stays so, and what is up. */
    public synchronized void hold(List<LinkDirection> directions, boolean up) throws IOException {
        List<LinkDirection> changed = directions.stream()
                .filter(each -> cables.get(each.link()).held[side(each)] == up)
                .toList();
        changed.forEach(each -> cables.get(each.link()).held[side(each)] = !up);
        if (up) {
            mend(changed);
        } else {
            cut(changed);
        }
    }

    /** Both directions of a link. */
    public synchronized List<State> states(int link) {
        return List.of(state(new LinkDirection(link, true)), state(new LinkDirection(link, false)));
    }

    /** Both directions of every link of a node. */
    List<LinkDirection> linksOf(int node) {
        List<LinkDirection> all = new ArrayList<>();
        for (Cable cable : cables) {
            if (cable.isAt(node)) {
                all.add(new LinkDirection(cable.link, true));
                all.add(new LinkDirection(cable.link, false));
            }
        }
        return all;
    }

    /** The interfaces of a node are about to go. */
    synchronized void unplug(int node) {
        for (Cable cable : cables) {
            for (int side = 0; side < 2; side++) {
                if (cable.nodes[side] == node) {
                    cable.plugged[side] = false;
                    int number = side;
                    cable.wire.ifPresent(wire -> wires.unplug(wire + number));
                }
            }
        }
    }

    /** The interfaces of a node are new. */
    synchronized void plug(int node) throws IOException {
        try (Forwarder forwarder = Forwarder.open()) {
            for (Cable cable : cables) {
                for (int side = 0; side < 2; side++) {
                    if (cable.nodes[side] == node) {
                        cable.plugged[side] = true;
                        if (cable.wire.isPresent()) {
                            wires.plug(cable.wire.get() + side, Numbers.inPatch(cable.ports[side]));
                        } else {
                            int far = Numbers.inPatch(cable.ports[1 - side]);
                            forwarder.join(Numbers.nameInPatch(cable.ports[side]), far);
                        }
                    }
                }
                if (cable.isAt(node)) {
                    carrier(cable);
                }
            }
            forwarder.apply();
        }
    }

    private State state(LinkDirection direction) {
        Cable cable = cables.get(direction.link());
        int side = side(direction);
        return new State(
                direction,
                cabling.lab().links().get(direction.link()),
                cable.cuts[side] == 0,
                cable.impairments[side],
                cable.wire.map(wire -> wires.statistics(wire + side)));
    }

    /** The carrier of some directions has changed: tells the kernel, the wires and the routes. */
    private void carry(List<LinkDirection> changed) throws IOException {
        SortedMap<Integer, Boolean> links = new TreeMap<>();
        for (LinkDirection direction : changed) {
            Cable cable = cables.get(direction.link());
            if (cable.isOneWay() && cable.wire.isEmpty()) {
                becomeWire(cable);
            }
            links.put(direction.link(), cable.cuts[0] == 0 && cable.cuts[1] == 0);
        }
        for (int link : links.keySet()) {
            Cable cable = cables.get(link);
            if (cable.wire.isPresent()) { // first, as nodes send as soon as they have carrier
                wires.carrier(cable.wire.get(), cable.cuts[0] == 0);
                wires.carrier(cable.wire.get() + 1, cable.cuts[1] == 0);
            }
            carrier(cable);
            settle(cable);
        }
        routes.links(links);
    }

    /** The nodes hear of the carrier at once; by itself the kernel may take a second. */
    private void settle(Cable cable) throws IOException {
        for (int side = 0; side < 2; side++) {
            int node = cable.nodes[side];
            int index = Numbers.ofPort(cabling.interfaceOf(cable.ports[side]));
            if (cable.plugged[side] && rooms.hasPower(node)) {
                rooms.enterNetwork(node, () -> {
                    try (RouteSocket socket = RouteSocket.open()) {
                        socket.settle(List.of(index));
                    }
                });
            }
        }
    }

    /** Gives both ends of a cable the carrier that they should have, as far as they are there. */
    private static void carrier(Cable cable) throws IOException {
        try (RouteSocket socket = RouteSocket.open()) {
            for (int side = 0; side < 2; side++) {
                if (cable.plugged[side]) {
                    socket.set(Numbers.inPatch(cable.ports[side]), !cable.isDown());
                }
            }
            socket.apply();
        }
    }

    private static int side(LinkDirection direction) {
        return direction.forward() ? 0 : 1;
    }

    private static void join(Cable cable, Forwarder forwarder) throws IOException {
        forwarder.join(Numbers.nameInPatch(cable.ports[0]), Numbers.inPatch(cable.ports[1]));
        forwarder.join(Numbers.nameInPatch(cable.ports[1]), Numbers.inPatch(cable.ports[0]));
    }

    private void becomeWire(Cable cable) throws IOException {
        try (Forwarder forwarder = Forwarder.open()) {
            for (int side = 0; side < 2; side++) {
                if (cable.plugged[side]) {
                    forwarder.part(Numbers.nameInPatch(cable.ports[side]));
                }
            }
            forwarder.apply();
        }
        wire(cable);
    }

    /** Names of directions are those of virtual time, so that frames meet the same chances in both worlds. */
    private void wire(Cable cable) throws IOException {
        Link ends = cabling.lab().links().get(cable.link);
        int wire = wires.add(
                List.of(ends.a() + "->" + ends.b(), ends.b() + "->" + ends.a()),
                cable.impairments[0],
                cable.impairments[1]);
        cable.wire = Optional.of(wire);
        for (int side = 0; side < 2; side++) {
            if (cable.plugged[side]) {
                wires.plug(wire + side, Numbers.inPatch(cable.ports[side]));
            }
            if (cable.cuts[side] > 0) {
                wires.carrier(wire + side, false);
            }
        }
    }
}
