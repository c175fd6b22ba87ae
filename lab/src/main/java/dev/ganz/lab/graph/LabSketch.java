package dev.ganz.lab.graph;

import dev.ganz.lab.Coordinates;
import dev.ganz.lab.Endpoint;
import dev.ganz.lab.Impairment;
import dev.ganz.lab.Interface;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.Node;
import dev.ganz.lab.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * A graph on its way to a lab: nodes and links by numbers. Interfaces are {@code eth1}, {@code eth2}, … in the order in which the
 * links of a node are drawn. Nodes of one degree share their interfaces, so a large graph stays small.
 */
final class LabSketch {
    private static final long SEED = 1;
    private static final long AGEING = TimeUnit.SECONDS.toNanos(300); // IEEE 802.1Q, recommended ageing time

    private final List<String> names = new ArrayList<>();
    private final List<Node.Kind> kinds = new ArrayList<>();
    private final List<Optional<Coordinates>> places = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();
    private final List<Interface> interfaces = new ArrayList<>();
    private int[] degrees = new int[16];

    /** Adds a node and returns its number, from 0 on. */
    int node(String name, Node.Kind kind, Optional<Coordinates> place) {
        int number = names.size();
        if (number == degrees.length) {
            degrees = Arrays.copyOf(degrees, 2 * number);
        }
        names.add(name);
        kinds.add(kind);
        places.add(place);
        return number;
    }

    int router(String name) {
        return node(name, Node.Kind.ROUTER, Optional.empty());
    }

    int host(String name) {
        return node(name, Node.Kind.HOST, Optional.empty());
    }

    /** Draws a link between two nodes, or from a node to itself, alike in both directions. */
    void link(int a, int b, Impairment impairment) {
        links.add(new Link(plug(a), plug(b), impairment, impairment, Link.DEFAULT_MTU));
    }

    void link(int a, int b, Impairment forward, Impairment backward) {
        links.add(new Link(plug(a), plug(b), forward, backward, Link.DEFAULT_MTU));
    }

    private Endpoint plug(int node) {
        int index = degrees[node]++;
        if (index == interfaces.size()) {
            interfaces.add(new Interface("eth" + (index + 1), Optional.empty(), List.of(), 1));
        }
        return new Endpoint(names.get(node), interfaces.get(index).name());
    }

    Lab lab(String name) {
        Map<Integer, List<Interface>> byDegree = new HashMap<>();
        List<Node> nodes = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            List<Interface> plugged =
                    byDegree.computeIfAbsent(degrees[i], degree -> List.copyOf(interfaces.subList(0, degree)));
            nodes.add(node(names.get(i), kinds.get(i), plugged, places.get(i)));
        }
        return new Lab(name, SEED, OptionalLong.empty(), true, nodes, links, List.of(), List.of(), List.of());
    }

    private static Node node(String name, Node.Kind kind, List<Interface> interfaces, Optional<Coordinates> place) {
        return new Node(
                name,
                kind,
                interfaces,
                List.of(),
                List.of(),
                List.of(),
                Node.Routing.AUTOMATIC,
                Node.Neighbours.DISCOVERED,
                Collections.emptySortedMap(),
                AGEING,
                place,
                Workload.NONE);
    }
}
