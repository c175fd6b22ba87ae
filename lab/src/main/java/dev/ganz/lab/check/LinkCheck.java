package dev.ganz.lab.check;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.Interface;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.NearestWord;
import dev.ganz.lab.Node;
import dev.ganz.lab.check.Problem.Part;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where links end, and what they do to frames. */
final class LinkCheck {
    private final Findings findings;

    LinkCheck(Findings findings) {
        this.findings = findings;
    }

    void check() {
        Lab lab = findings.lab();
        Set<Endpoint> interfaces = new HashSet<>();
        for (Node node : lab.nodes()) {
            for (Interface each : node.interfaces()) {
                interfaces.add(new Endpoint(node.name(), each.name()));
            }
        }
        Set<Endpoint> taken = new HashSet<>();
        for (int i = 0; i < lab.links().size(); i++) {
            Link link = lab.links().get(i);
            checkEnd(i, 0, link.a(), interfaces, taken);
            checkEnd(i, 1, link.b(), interfaces, taken);
            if (link.mtu() < 68 || link.mtu() > 65_535) {
                findings.add(Part.LINK, i, "mtu", "expected an MTU from 68 to 65535, found " + link.mtu());
            }
            new ImpairmentCheck(findings, Part.LINK, i, "impair/->/").check(link.forward());
            if (!link.backward().equals(link.forward())) {
                new ImpairmentCheck(findings, Part.LINK, i, "impair/<-/").check(link.backward());
            }
        }
    }

    private void checkEnd(int at, int side, Endpoint end, Set<Endpoint> interfaces, Set<Endpoint> taken) {
        String word = "endpoints/" + side;
        if (!findings.requireNode(Part.LINK, at, word, end.node())) {
            return;
        }
        if (!interfaces.contains(end)) {
            List<String> known = findings.index().node(end.node()).orElseThrow().interfaces().stream()
                    .map(Interface::name)
                    .toList();
            findings.add(
                    Part.LINK,
                    at,
                    word,
                    "expected an interface of \"" + end.node() + "\", found \"" + end.interfaceName() + "\""
                            + NearestWord.hint(end.interfaceName(), known));
        } else if (!taken.add(end)) {
            findings.add(
                    Part.LINK,
                    at,
                    word,
                    "expected an interface without a link, found " + end
                            + ", where one ends already; several links meet in a switch");
        }
    }
}
