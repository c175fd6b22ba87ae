package dev.ganz.live;

import dev.ganz.lab.Interface;
import dev.ganz.lab.Node;
import dev.ganz.lab.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A router that BIRD 2 runs: OSPF (RFC 2328) and OSPFv3 (RFC 5340) on all interfaces and the loopback, in one area, with the shortest
 * timers; with {@code routing: none} only what the lab adds. That is whatever its {@code exec} puts into /run/bird/conf.d.
 */
final class Bird {
    /** Where Debian has the daemon. */
    static final String DAEMON = "/usr/sbin/bird";

    private static final String PREPARE = "mkdir -p /run/bird/conf.d";
    private static final String READY = "birdc -s /run/bird/bird.ctl show status";

    private Bird() {}

    /** What a node of kind bird runs: its daemon, and behind it what the lab says. */
    static Workload workload(Node node) {
        Workload own = node.workload();
        List<String> exec = new ArrayList<>();
        exec.add(PREPARE);
        exec.add("cat >/run/bird/bird.conf <<'END'\n" + configuration(node) + "END");
        exec.addAll(own.exec());
        List<String> run = new ArrayList<>();
        run.add("exec " + DAEMON + " -f -c /run/bird/bird.conf -s /run/bird/bird.ctl -P /run/bird/bird.pid");
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

    private static String configuration(Node node) {
        StringBuilder text = new StringBuilder("log stderr all;\nrouter id ")
                .append(RouterId.of(node))
                .append(";\nprotocol device { scan time 1; }\n")
                .append("protocol direct direct1 { ipv4; ipv6; }\n");
        for (String family : List.of("ipv4", "ipv6")) {
            text.append("protocol kernel ")
                    .append(family)
                    .append("_kernel { merge paths on; ")
                    .append(family)
                    .append(" { import none; export where source != RTS_DEVICE; }; }\n");
        }
        if (node.routing() == Node.Routing.AUTOMATIC) {
            text.append(ospf("ospf_v2", "v2", "ipv4", node)).append(ospf("ospf_v3", "v3", "ipv6", node));
        }
        return text.append("include \"/run/bird/conf.d/*.conf\";\n").toString();
    }

    private static String ospf(String name, String version, String family, Node node) {
        StringBuilder text = new StringBuilder("protocol ospf ")
                .append(version)
                .append(' ')
                .append(name)
                .append(" { ecmp yes; ")
                .append(family)
                .append(" { import all; export none; }; area 0 {\n  interface \"lo\" { stub yes; };\n");
        for (Interface each : node.interfaces()) {
            text.append("  interface \"")
                    .append(each.name())
                    .append("\" { cost ")
                    .append(each.cost());
            text.append("; hello 1; dead 4; wait 2;");
            text.append(RouterId.isPointToPoint(each) ? " type ptp;" : "").append(" };\n");
        }
        return text.append("}; }\n").toString();
    }
}
