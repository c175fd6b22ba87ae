package dev.ganz.lab.addressing;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.Interface;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.NaturalOrder;
import dev.ganz.lab.Node;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which interface is joined to which, by numbers. A <em>port</em> is an interface of the whole lab: those of the first node in
 * {@link Lab#nodes()} come first, each node's in the order of {@link Node#interfaces()}. Numbers follow the lab's lists, so they are
 * for looking things up and decide nothing; what must not depend on the file's order goes through {@link #nodeInOrder}.
 *
 * <p>Immutable; any thread may read it.
 */
public final class Cabling {
    /** In place of a port or a link where there is none. */
    public static final int NONE = -1;

    /** Up to here looking at every name beats comparing them by order. */
    private static final int FEW = 8;

    private final Lab lab;
    private final Map<String, Integer> nodes;
    private final int[] byName;
    private final int[] firstPort;
    private final int[] nodeOfPort;
    private final int[] linkOfPort;
    /** Port at the first end of each link; that at the other is its peer. */
    private final int[] firstPortOfLink;

    private final int[] peerOfPort;

    private Cabling(Lab lab) {
        this.lab = lab;
        int count = lab.nodes().size();
        nodes = HashMap.newHashMap(count);
        firstPort = new int[count + 1];
        for (int node = 0; node < count; node++) {
            Node here = lab.nodes().get(node);
            if (nodes.put(here.name(), node) != null) {
                throw new InvalidInput(
                        "two nodes of the lab are called " + here.name() + "; give one of them another name");
            }
            firstPort[node + 1] = firstPort[node] + here.interfaces().size();
        }
        byName = byName(lab.nodes());
        nodeOfPort = new int[firstPort[count]];
        for (int node = 0; node < count; node++) {
            Arrays.fill(nodeOfPort, firstPort[node], firstPort[node + 1], node);
        }
        linkOfPort = new int[nodeOfPort.length];
        peerOfPort = new int[nodeOfPort.length];
        firstPortOfLink = new int[lab.links().size()];
        Arrays.fill(linkOfPort, NONE);
        Arrays.fill(peerOfPort, NONE);
    }

    /**
     * Follows every link of a lab to its two ends.
     *
     * @throws InvalidInput if two nodes have one name, or a link ends at no interface of the lab, or at one that is taken
     */
    public static Cabling of(Lab lab) {
        Cabling cabling = new Cabling(lab);
        for (int link = 0; link < lab.links().size(); link++) {
            Link cable = lab.links().get(link);
            int a = cabling.plug(cable.a(), link);
            int b = cabling.plug(cable.b(), link);
            cabling.firstPortOfLink[link] = a;
            cabling.peerOfPort[a] = b;
            cabling.peerOfPort[b] = a;
        }
        return cabling;
    }

    /** The same interfaces with the cables of some links, by their numbers in the lab, pulled out at both ends. */
    public Cabling without(BitSet links) {
        Cabling rest = new Cabling(lab);
        for (int port = 0; port < linkOfPort.length; port++) {
            int link = linkOfPort[port];
            if (link != NONE && !links.get(link)) {
                rest.linkOfPort[port] = link;
                rest.peerOfPort[port] = peerOfPort[port];
                rest.firstPortOfLink[link] = firstPortOfLink[link];
            }
        }
        return rest;
    }

    private int plug(Endpoint end, int link) {
        int port = port(end);
        if (port == NONE) {
            throw new InvalidInput("a link ends at " + end + ", but the lab has no such interface");
        }
        if (linkOfPort[port] != NONE) {
            throw new InvalidInput(
                    "two links end at " + end + "; an interface takes one cable, several meet in a switch");
        }
        linkOfPort[port] = link;
        return port;
    }

    public Lab lab() {
        return lab;
    }

    /** Interfaces of the whole lab. */
    public int ports() {
        return nodeOfPort.length;
    }

    /** Number of a node in {@link Lab#nodes()}, or {@link #NONE}. */
    public int node(String name) {
        Integer node = nodes.get(name);
        return node == null ? NONE : node;
    }

    /** First port of a node; that of its interface {@code i} is {@code firstPort(node) + i}. */
    public int firstPort(int node) {
        return firstPort[node];
    }

    /** Port behind the last of a node. */
    public int endPort(int node) {
        return firstPort[node + 1];
    }

    /** Port of an interface, or {@link #NONE}. */
    public int port(Endpoint end) {
        int node = node(end.node());
        if (node == NONE) {
            return NONE;
        }
        int index = indexOf(lab.nodes().get(node).interfaces(), end.interfaceName());
        return index == NONE ? NONE : firstPort[node] + index;
    }

    private static int indexOf(List<Interface> interfaces, String name) {
        if (interfaces.size() > FEW) {
            return search(interfaces, name);
        }
        for (int i = 0; i < interfaces.size(); i++) {
            if (interfaces.get(i).name().equals(name)) {
                return i;
            }
        }
        return NONE;
    }

    /** Interfaces are in natural order, so one of the 50,000 of a hub is found in 16 steps. */
    private static int search(List<Interface> interfaces, String name) {
        int low = 0;
        int high = interfaces.size() - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int order = NaturalOrder.compare(interfaces.get(middle).name(), name);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return NONE;
    }

    /** Node of a port, by its number in {@link Lab#nodes()}. */
    public int nodeOf(int port) {
        return nodeOfPort[port];
    }

    /** Position of a port among the interfaces of its node. */
    public int interfaceOf(int port) {
        return port - firstPort[nodeOfPort[port]];
    }

    /** The link at a port, by its number in {@link Lab#links()}, or {@link #NONE}. */
    public int linkOf(int port) {
        return linkOfPort[port];
    }

    /** The port of {@link Link#a()} of a link; that of {@link Link#b()} is its peer. */
    public int firstPortOfLink(int link) {
        return firstPortOfLink[link];
    }

    /** The port at the other end of the cable, or {@link #NONE}. */
    public int peerOf(int port) {
        return peerOfPort[port];
    }

    public Endpoint endpoint(int port) {
        Node node = lab.nodes().get(nodeOfPort[port]);
        return new Endpoint(
                node.name(), node.interfaces().get(interfaceOf(port)).name());
    }

    /** The node with {@code rank} others before it in the natural order of names: an order that no file decides. */
    public int nodeInOrder(int rank) {
        return byName[rank];
    }

    private static int[] byName(List<Node> nodes) {
        int[] byName = new int[nodes.size()];
        Arrays.setAll(byName, i -> i);
        if (isSorted(nodes)) {
            return byName;
        }
        Integer[] order = new Integer[byName.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                (a, b) -> NaturalOrder.compare(nodes.get(a).name(), nodes.get(b).name()));
        Arrays.setAll(byName, i -> order[i]);
        return byName;
    }

    private static boolean isSorted(List<Node> nodes) {
        for (int i = 1; i < nodes.size(); i++) {
            if (NaturalOrder.compare(nodes.get(i - 1).name(), nodes.get(i).name()) > 0) {
                return false;
            }
        }
        return true;
    }
}
