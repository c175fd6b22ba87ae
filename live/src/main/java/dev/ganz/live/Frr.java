package dev.ganz.live;

import dev.ganz.lab.Interface;
import dev.ganz.lab.Node;
import dev.ganz.lab.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A router that FRRouting runs: OSPF (RFC 2328) and OSPFv3 (RFC 5340) on all interfaces and the loopback, in one area. Timers are the
 * shortest that FRR takes, as a lab is small and somebody waits. Configuration and sockets lie in the node's own /run.
 */
final class Frr {
    /** Where Debian has its daemons. */
    static final String DAEMONS = "/usr/lib/frr";

    private static final String PREPARE = "mkdir -p /run/frr && chown frr:frr /run/frr";
    private static final String READY = "vtysh -d ospfd -c 'show version' && vtysh -d ospf6d -c 'show version'";

    private Frr() {}

    /** What a node of kind frr runs: its daemons, and behind them what the lab says. */
    static Workload workload(Node node) {
        Workload own = node.workload();
        List<String> exec = new ArrayList<>();
        exec.add(PREPARE);
        exec.add(file("zebra.conf", "hostname " + node.name() + "\n"));
        exec.add(file("ospfd.conf", ospf(node)));
        exec.add(file("ospf6d.conf", ospf6(node)));
        exec.addAll(own.exec());
        List<String> run = new ArrayList<>(List.of(daemon("zebra"), daemon("ospfd"), daemon("ospf6d")));
        run.addAll(own.run());
        return new Workload(
                own.image(),
                own.program(),
                exec,
                run,
                own.restart(),
                Optional.of(READY + own.ready().map(probe -> " && " + probe).orElse("")),
                own.depends(),
                own.binds(),
                own.environment());
    }

    private static String daemon(String name) {
        return "exec " + DAEMONS + "/" + name + " -A 127.0.0.1 -f /run/frr/" + name + ".conf --log stdout";
    }

    private static String file(String name, String text) {
        return "cat >/run/frr/" + name + " <<'END'\n" + text + "END\nchown frr:frr /run/frr/" + name;
    }

    private static String ospf(Node node) {
        StringBuilder text = new StringBuilder("interface lo\n ip ospf area 0\n");
        for (Interface each : node.interfaces()) {
            text.append("interface ").append(each.name()).append("\n ip ospf area 0\n ip ospf cost ");
            text.append(each.cost()).append("\n ip ospf hello-interval 1\n ip ospf dead-interval 3\n");
            if (RouterId.isPointToPoint(each)) {
                text.append(" ip ospf network point-to-point\n");
            }
        }
        return text.append("router ospf\n ospf router-id ")
                .append(RouterId.of(node))
                .append("\n timers throttle spf 0 50 500\n timers throttle lsa all 0\n timers lsa min-arrival 0\n")
                .toString();
    }

    private static String ospf6(Node node) {
        StringBuilder text = new StringBuilder("interface lo\n ipv6 ospf6 area 0\n");
        for (Interface each : node.interfaces()) {
            text.append("interface ").append(each.name()).append("\n ipv6 ospf6 area 0\n ipv6 ospf6 cost ");
            text.append(each.cost()).append("\n ipv6 ospf6 hello-interval 1\n ipv6 ospf6 dead-interval 3\n");
            if (RouterId.isPointToPoint(each)) {
                text.append(" ipv6 ospf6 network point-to-point\n");
            }
        }
        return text.append("router ospf6\n ospf6 router-id ")
                .append(RouterId.of(node))
                .append("\n timers throttle spf 0 50 500\n timers lsa min-arrival 0\n")
                .toString();
    }
}
