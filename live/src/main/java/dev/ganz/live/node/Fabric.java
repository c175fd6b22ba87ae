package dev.ganz.live.node;

import dev.ganz.lab.Fault;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.Node;
import dev.ganz.lab.addressing.Cabling;
import dev.ganz.linux.Descriptor;
import dev.ganz.linux.Namespace;
import dev.ganz.linux.netlink.RouteSocket;
import dev.ganz.live.wires.Wires;
import dev.ganz.stack.scenario.LinkDirection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The network of a lab in the kernel. Every interface of a node is one end of a veth pair whose other end lies in the lab's patch
 * namespace; links are made there, by forwarding what comes in by one end out by another. So a link can change without its nodes.
 */
public final class Fabric implements AutoCloseable {
    private final Cabling cabling;
    private final Descriptor patch;
    private final NodeFiles files;
    private final Rooms rooms;
    private final Routes routes;
    private final Wires wires;
    private final Cables cables;
    private final boolean spanningTree;
    private final Map<Fault.Partition, Partition> partitions = new LinkedHashMap<>();
    private int partitionsMade;

    private Fabric(Cabling cabling, Descriptor patch, NodeFiles files) throws IOException {
        this.cabling = cabling;
        this.patch = patch;
        this.files = files;
        this.rooms = new Rooms(cabling.lab());
        this.routes = new Routes(cabling, rooms);
        this.wires = new Wires(cabling.lab().seed());
        this.cables = new Cables(cabling, wires, routes, rooms);
        this.spanningTree = hasLoop(cabling.lab());
    }

    /**
     * Makes all nodes and links. The calling thread must be a fresh platform thread in the namespace that is to be the patch, and ends
     * afterwards.
     *
     * @param lab with addresses
     * @param files an empty directory for the files of nodes
     */
    public static Fabric make(Lab lab, Path files) throws IOException {
        Fabric fabric = new Fabric(Cabling.of(lab), Namespace.NETWORK.current(), NodeFiles.write(files, lab));
        try (RouteSocket socket = RouteSocket.open()) {
            Kernel.staySilent();
            NodeNetwork network = fabric.network(socket);
            for (int node = 0; node < lab.nodes().size(); node++) {
                fabric.furnish(node, network.make(node));
            }
            Namespace.NETWORK.enter(fabric.patch);
            fabric.cables.join();
            return fabric;
        } catch (IOException | RuntimeException failure) {
            fabric.close();
            throw failure;
        }
    }

    /**
     * The room of a node, by its position in the lab.
     *
     * @throws dev.ganz.lab.InvalidInput if it has no power
     */
    public Room room(int node) {
        return rooms.of(node);
    }

    /** The position of a node in the lab. */
    public int number(String name) {
        return cabling.node(name);
    }

    /**
     * The number that an interface has in its node's network.
     *
     * @param node its position in the lab
     * @param position of the interface among those of the node
     */
    public static int interfaceNumber(Node node, int position) {
        if (position < 0 || position >= node.interfaces().size()) {
            throw new IllegalArgumentException(node.name() + " has no interface " + position);
        }
        return Numbers.ofPort(position);
    }

    /** What an interface is called that has a number in its node's network. */
    public static String interfaceName(Node node, int number) {
        int position = number - Numbers.ofPort(0);
        if (number == RouteSocket.LOOPBACK) {
            return "lo";
        }
        return position >= 0 && position < node.interfaces().size()
                ? node.interfaces().get(position).name()
                : "#" + number;
    }

    public Cables cables() {
        return cables;
    }

    /**
     * Takes a node's power: its programs end, its namespaces go, and its links lose carrier.
     *
     * @return the directions that had it before
     */
    public synchronized List<LinkDirection> crash(int node) throws IOException {
        Room room = rooms.of(node);
        rooms.put(node, Optional.empty());
        room.evict();
        routes.node(cabling.lab().nodes().get(node).name(), false);
        List<LinkDirection> lost = cables.cut(cables.linksOf(node));
        cables.unplug(node);
        try (RouteSocket socket = RouteSocket.open()) {
            for (int port = cabling.firstPort(node); port < cabling.endPort(node); port++) {
                socket.delete(Numbers.inPatch(port));
            }
            socket.apply();
        }
        room.close();
        return lost;
    }

    /**
     * Gives a crashed node power again: new namespaces and interfaces, then carrier.
     *
     * @return the directions that have carrier again
     */
    public synchronized List<LinkDirection> restart(int node) throws IOException {
        routes.node(cabling.lab().nodes().get(node).name(), true);
        Descriptor network = Rooms.onThread(() -> {
            try (RouteSocket socket = RouteSocket.open()) {
                return network(socket).make(node);
            }
        });
        furnish(node, network);
        for (Partition partition : partitions.values()) {
            partition.begin(rooms, node);
        }
        cables.plug(node);
        return cables.mend(cables.linksOf(node));
    }

    /** Keeps the groups of a partition from hearing each other. */
    public synchronized void separate(Fault.Partition fault) throws IOException {
        Partition partition = new Partition(cabling.lab(), fault.groups(), "partition" + partitionsMade++);
        partitions.put(fault, partition);
        partition.begin(rooms);
    }

    /** Takes a {@link #separate} back. */
    public synchronized void join(Fault.Partition fault) throws IOException {
        Partition partition = partitions.remove(fault);
        if (partition != null) {
            partition.end(rooms);
        }
    }

    @Override
    public void close() throws IOException {
        wires.close();
        rooms.all().forEach(Room::close);
        patch.close();
        files.remove();
    }

    private NodeNetwork network(RouteSocket patchSocket) {
        return new NodeNetwork(cabling, routes, patch, patchSocket, spanningTree);
    }

    private void furnish(int node, Descriptor network) {
        rooms.put(node, Optional.of(new Room(cabling.lab().nodes().get(node).name(), network, files)));
    }

    /** Whether switches form a ring, through which frames would go round for ever. */
    private static boolean hasLoop(Lab lab) {
        Map<String, String> leaders = new HashMap<>();
        lab.nodes().stream()
                .filter(node -> node.kind() == Node.Kind.SWITCH)
                .forEach(node -> leaders.put(node.name(), node.name()));
        for (Link link : lab.links()) {
            String a = leader(leaders, link.a().node());
            String b = leader(leaders, link.b().node());
            if (!a.isEmpty() && a.equals(b)) {
                return true;
            }
            if (!a.isEmpty() && !b.isEmpty()) {
                leaders.put(a, b);
            }
        }
        return false;
    }

    /** The switch that stands for all that are connected with one; empty if it is none. */
    private static String leader(Map<String, String> leaders, String node) {
        String at = leaders.getOrDefault(node, "");
        while (!at.isEmpty() && !at.equals(leaders.get(at))) {
            at = leaders.getOrDefault(at, "");
        }
        return at;
    }
}
