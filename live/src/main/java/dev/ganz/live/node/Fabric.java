package dev.ganz.live.node;

import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.Node;
import dev.ganz.lab.addressing.Cabling;
import dev.ganz.linux.Descriptor;
import dev.ganz.linux.Namespace;
import dev.ganz.linux.netlink.RouteSocket;
import dev.ganz.live.wires.Wires;
import dev.ganz.stack.routing.ShortestPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The network of a lab in the kernel. Every interface of a node is one end of a veth pair whose other end lies in the lab's patch
 * namespace; links are made there, by forwarding what comes in by one end out by another. So a link can change without its nodes.
 */
public final class Fabric implements AutoCloseable {
    private final List<Room> rooms = new ArrayList<>();

    private final NodeFiles files;
    private final Wires wires;
    private final Cables cables;

    private Fabric(Cabling cabling, NodeFiles files) throws IOException {
        this.files = files;
        this.wires = new Wires(cabling.lab().seed());
        this.cables = new Cables(cabling, wires);
    }

    /**
     * Makes all nodes and links. The calling thread must be a fresh platform thread in the namespace that is to be the patch, and ends
     * afterwards.
     *
     * @param lab with addresses
     * @param files an empty directory for the files of nodes
     */
    public static Fabric make(Lab lab, Path files) throws IOException {
        Cabling cabling = Cabling.of(lab);
        Fabric fabric = new Fabric(cabling, NodeFiles.write(files, lab));
        try (Descriptor patch = Namespace.NETWORK.current();
                RouteSocket socket = RouteSocket.open()) {
            Kernel.staySilent();
            NodeNetwork network = new NodeNetwork(cabling, new ShortestPaths(cabling), patch, socket, hasLoop(lab));
            for (int node = 0; node < lab.nodes().size(); node++) {
                fabric.rooms.add(new Room(lab.nodes().get(node).name(), network.make(node), fabric.files));
            }
            Namespace.NETWORK.enter(patch);
            fabric.cables.join();
            return fabric;
        } catch (IOException | RuntimeException failure) {
            fabric.close();
            throw failure;
        }
    }

    /** The room of a node, by its position in the lab. */
    public Room room(int node) {
        return rooms.get(node);
    }

    public Cables cables() {
        return cables;
    }

    @Override
    public void close() throws IOException {
        wires.close();
        rooms.forEach(Room::close);
        files.remove();
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
