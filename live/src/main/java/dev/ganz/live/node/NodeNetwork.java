package dev.ganz.live.node;

import dev.ganz.lab.Interface;
import dev.ganz.lab.Link;
import dev.ganz.lab.Node;
import dev.ganz.lab.addressing.Cabling;
import dev.ganz.linux.Descriptor;
import dev.ganz.linux.Namespace;
import dev.ganz.linux.netlink.RouteSocket;
import dev.ganz.stack.routing.ShortestPaths;
import dev.ganz.wire.addr.InterfaceAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the network namespaces of nodes, each with its interfaces, addresses and routes in one exchange with the kernel. */
final class NodeNetwork {
    private final Cabling cabling;
    private final Routes routes;
    private final Descriptor patch;
    private final RouteSocket patchSocket;
    private final boolean spanningTree;

    /**
     * @param patch where the other ends of all interfaces go
     * @param patchSocket one that was opened there
     * @param spanningTree whether switches speak it
     */
    NodeNetwork(Cabling cabling, Routes routes, Descriptor patch, RouteSocket patchSocket, boolean spanningTree) {
        this.cabling = cabling;
        this.routes = routes;
        this.patch = patch;
        this.patchSocket = patchSocket;
        this.spanningTree = spanningTree;
    }

    /** Makes the namespace of a node; the calling thread is in it afterwards. */
    Descriptor make(int number) throws IOException {
        Node node = cabling.lab().nodes().get(number);
        Namespace.NETWORK.unshare();
        try (RouteSocket socket = RouteSocket.open()) {
            socket.set(RouteSocket.LOOPBACK, true);
            if (node.kind() == Node.Kind.SWITCH) {
                Kernel.staySilent();
                long ageing = node.ageing() / 10_000_000;
                socket.bridge(Numbers.ofBridge(node), Numbers.nameOfBridge(node), spanningTree, (int)
                        Math.min(ageing, Integer.MAX_VALUE));
                interfaces(socket, number, Optional.of(Numbers.ofBridge(node)));
            } else {
                Kernel.prepare();
                if (ShortestPaths.forwards(node)) {
                    Kernel.forward();
                }
                interfaces(socket, number, Optional.empty());
                addresses(socket, node);
                routes.enter(socket, node);
            }
            socket.apply();
            plug(socket, number);
        }
        return Namespace.NETWORK.current();
    }

    private void interfaces(RouteSocket socket, int number, Optional<Integer> bridge) throws IOException {
        List<Interface> interfaces = cabling.lab().nodes().get(number).interfaces();
        for (int i = 0; i < interfaces.size(); i++) {
            int port = cabling.firstPort(number) + i;
            int link = cabling.linkOf(port);
            int mtu = link == Cabling.NONE
                    ? Link.DEFAULT_MTU
                    : cabling.lab().links().get(link).mtu();
            socket.veth(
                    new RouteSocket.End(
                            Numbers.ofPort(i),
                            interfaces.get(i).name(),
                            interfaces.get(i).mac()),
                    mtu,
                    bridge,
                    new RouteSocket.End(Numbers.inPatch(port), Numbers.nameInPatch(port), Optional.empty()),
                    patch);
        }
    }

    /** Gives carrier to interfaces with a cable. */
    private void plug(RouteSocket socket, int number) throws IOException {
        List<Integer> plugged = new ArrayList<>();
        for (int port = cabling.firstPort(number); port < cabling.endPort(number); port++) {
            if (cabling.linkOf(port) != Cabling.NONE) {
                patchSocket.set(Numbers.inPatch(port), true);
                plugged.add(Numbers.ofPort(cabling.interfaceOf(port)));
            }
        }
        patchSocket.apply();
        socket.settle(plugged);
    }

    private static void addresses(RouteSocket socket, Node node) throws IOException {
        for (InterfaceAddress loopback : node.loopbacks()) {
            socket.address(RouteSocket.LOOPBACK, loopback);
        }
        for (int i = 0; i < node.interfaces().size(); i++) {
            for (InterfaceAddress address : node.interfaces().get(i).addresses()) {
                socket.address(Numbers.ofPort(i), address);
            }
        }
    }
}
