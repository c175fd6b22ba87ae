package dev.ganz.live;

import dev.ganz.lab.Interface;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Node;
import dev.ganz.lab.Traffic;
import dev.ganz.lab.check.Problem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What of a sound lab cannot run on this machine, said before anything is made. */
final class LiveCheck {
    /** IFNAMSIZ without the zero at the end. */
    private static final int LONGEST_INTERFACE = 15;
    /** HOST_NAME_MAX. */
    private static final int LONGEST_HOST = 64;

    private LiveCheck() {}

    /**
     * Refuses a lab that cannot run.
     *
     * @param forTest whether its scenario will run
     * @return what of it is left out, a sentence each
     * @throws InvalidInput that says what and what to do
     */
    static List<String> check(Lab lab, boolean forTest) {
        lab.nodes().forEach(LiveCheck::check);
        List<String> notes = new ArrayList<>();
        if (forTest) {
            refuseTcp(lab);
        } else if (!lab.traffic().isEmpty()
                || !lab.faults().isEmpty()
                || !lab.expectations().isEmpty()) {
            notes.add("traffic, faults and expectations of the lab run with ganz up --test");
        }
        return notes;
    }

    private static void check(Node node) {
        switch (node.kind()) {
            case HOST, ROUTER, SWITCH -> {
                // what the kernel is by itself
            }
            case FRR -> require(node, Path.of(Frr.DAEMONS, "zebra"), "frr");
            case BIRD -> require(node, Path.of(Bird.DAEMON), "bird2");
            case PROGRAM, LINUX, VM, EXTERNAL ->
                throw new InvalidInput("node " + node.name() + " is of kind "
                        + node.kind().name().toLowerCase(Locale.ROOT)
                        + ": this version runs host, router, switch, frr and bird live");
        }
        if (octets(node.name()) > LONGEST_HOST) {
            throw new InvalidInput("node " + node.name() + ": expected a name of at most " + LONGEST_HOST
                    + " octets, as it becomes a host name");
        }
        if (!node.vlans().isEmpty()) {
            throw new InvalidInput(
                    "switch " + node.name() + " has VLANs, which this version runs in virtual time alone (ganz sim)");
        }
        for (Interface each : node.interfaces()) {
            String name = each.name();
            if (octets(name) > LONGEST_INTERFACE || name.contains("/") || name.matches("lo|all|default|\\.\\.?")) {
                throw new InvalidInput("interface " + node.name() + ":" + name
                        + ": expected a name that Linux takes: at most " + LONGEST_INTERFACE
                        + " octets, no slash, not lo, all or default");
            }
        }
    }

    private static void refuseTcp(Lab lab) {
        for (int i = 0; i < lab.traffic().size(); i++) {
            if (lab.traffic().get(i) instanceof Traffic.Tcp) {
                String message = "expected a ping or udp in a test, found tcp; this version does not send it";
                throw new InvalidInput(new Problem(Problem.Part.TRAFFIC, i, "", message).in(lab));
            }
        }
    }

    private static void require(Node node, Path daemon, String debianPackage) {
        if (!Files.isExecutable(daemon)) {
            throw new InvalidInput("node " + node.name() + " is of kind "
                    + node.kind().name().toLowerCase(Locale.ROOT) + ": expected its daemon at " + daemon
                    + ", found none (Debian: apt install " + debianPackage + ")");
        }
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
