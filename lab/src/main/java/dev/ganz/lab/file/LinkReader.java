package dev.ganz.lab.file;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.Impairment;
import dev.ganz.lab.ImpairmentChange;
import dev.ganz.lab.ImpairmentChange.Word;
import dev.ganz.lab.Link;
import dev.ganz.lab.file.Yaml.Entry;
import dev.ganz.lab.file.Yaml.Mapping;
import dev.ganz.lab.file.Yaml.Scalar;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.MacAddress;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Reads links in containerlab's brief and extended forms, and what Ganz adds to both. */
final class LinkReader {
    /** First halves of endpoints that lead out of the lab (containerlab's short forms of link types). */
    static final Set<String> OUTSIDE = Set.of("host", "mgmt-net", "macvlan");

    private final Schema schema;
    private final Problems problems;
    private final Cables cables;
    private final SortedSet<String> notes;

    /** A link, and which of its directions say something of delay. */
    record Cable(Link link, boolean delayForward, boolean delayBackward, Mapping yaml) {}

    LinkReader(Schema schema, Problems problems, Cables cables, SortedSet<String> notes) {
        this.schema = schema;
        this.problems = problems;
        this.cables = cables;
        this.notes = notes;
    }

    /** The link, or null for one that joins nothing: a dummy, or one that is reported as wrong. */
    @Nullable
    Cable read(Mapping yaml) {
        Words words = new Words(yaml, problems);
        if (words.text("type", "veth").startsWith("veth")) {
            return words.has("endpoints") ? cable(words, words.values("endpoints")) : missing(words, "endpoints");
        }
        if (!(words.value("endpoint") instanceof Mapping endpoint)) {
            return missing(words, "endpoint");
        }
        Endpoint inside = end(endpoint);
        if (words.text("type", "").equals("dummy")) {
            notes.add("dummy links are interfaces that lead nowhere");
            return null;
        }
        Endpoint outside = outside(words, inside);
        notes.add("links of type " + words.text("type", "") + " end at an external node that stands for the outside");
        return impaired(words, inside, outside, ImpairmentReader.NOTHING, ImpairmentReader.NOTHING);
    }

    private @Nullable Cable missing(Words words, String key) {
        problems.add(words.at(), "expected the word \"" + key + "\" in a link of this type, found none");
        return null;
    }

    /** The far end of a link that leaves the lab, on a node named after the way out. */
    private Endpoint outside(Words words, Endpoint inside) {
        String type = words.text("type", "");
        String name = switch (type) {
            case "vxlan", "vxlan-stitch" -> "vni" + words.text("vni", "0") + "-" + words.text("remote", "remote");
            default -> words.text("host-interface", inside.node() + "-" + inside.interfaceName());
        };
        Endpoint end = switch (type) {
            case "vxlan", "vxlan-stitch" -> new Endpoint("vxlan", name);
            // Several macvlan interfaces share one of the machine's.
            case "macvlan" -> new Endpoint(type, name + "-" + inside.node() + "-" + inside.interfaceName());
            default -> new Endpoint(type, name);
        };
        cables.stub(end.node());
        cables.plug(end, words.at());
        return end;
    }

    private @Nullable Cable cable(Words words, List<Yaml> ends) {
        Endpoint a = end(ends.get(0));
        Endpoint b = end(ends.get(1));
        boolean outsideA = OUTSIDE.contains(a.node());
        boolean outsideB = OUTSIDE.contains(b.node());
        if (outsideA && outsideB) {
            problems.add(words.at(), "expected a link with an end in the lab, found " + a + " and " + b);
            return null;
        }
        if (outsideA || outsideB) {
            notes.add("links to " + (outsideA ? a : b).node() + " end at an external node that stands for the outside");
        }
        return impaired(
                words,
                outsideA ? shared(a, b, words.at()) : a,
                outsideB ? shared(b, a, words.at()) : b,
                varsOf(ends.get(0)),
                varsOf(ends.get(1)));
    }

    private Endpoint shared(Endpoint outside, Endpoint inside, int at) {
        Endpoint end = outside.node().equals("macvlan")
                ? new Endpoint(
                        outside.node(), outside.interfaceName() + "-" + inside.node() + "-" + inside.interfaceName())
                : outside;
        cables.stub(end.node());
        cables.plug(end, at);
        return end;
    }

    /** One end, whose node has the interface from now on. */
    private Endpoint end(Yaml yaml) {
        if (yaml instanceof Scalar scalar) {
            Endpoint end = Endpoint.parse(scalar.text());
            if (!OUTSIDE.contains(end.node())) {
                cables.plug(end, yaml.at());
            }
            return end;
        }
        Words words = new Words((Mapping) yaml, problems);
        Endpoint end = new Endpoint(words.text("node", ""), words.text("interface", ""));
        Cables.Plug plug = cables.plug(end, words.at());
        if (!words.text("mac", "").isEmpty()) {
            words.parsed("mac", MacAddress::parse).ifPresent(plug::mac);
        }
        address(words, words.value("ipv4"), end);
        address(words, words.value("ipv6"), end);
        return end;
    }

    private void address(Words words, @Nullable Yaml value, Endpoint end) {
        // An empty text leaves an end without an address, as in containerlab.
        if (value != null && !Words.textOf(value).isEmpty()) {
            words.parsed(value, InterfaceAddress::parse)
                    .ifPresent(
                            address -> cables.plug(end, value.at()).addresses().add(address));
        }
    }

    /** {@code vars} of an extended endpoint tell of frames that leave there. */
    private ImpairmentChange varsOf(Yaml end) {
        return end instanceof Mapping mapping ? vars(new Words(mapping, problems)) : ImpairmentReader.NOTHING;
    }

    private Cable impaired(Words words, Endpoint a, Endpoint b, ImpairmentChange leavingA, ImpairmentChange leavingB) {
        addresses(words, "ipv4", a, b);
        addresses(words, "ipv6", a, b);
        Words impair = words.in("impair");
        ImpairmentChange vars = vars(words);
        ImpairmentChange common = ImpairmentReader.read(impair);
        ImpairmentChange forward = ImpairmentReader.read(impair.in("->"));
        ImpairmentChange backward = ImpairmentReader.read(impair.in("<-"));
        List<ImpairmentChange> toB = List.of(vars, leavingA, common, forward);
        List<ImpairmentChange> toA = List.of(vars, leavingB, common, backward);
        Link link = new Link(a, b, applied(toB), applied(toA), words.integer("mtu", Link.DEFAULT_MTU));
        return new Cable(link, setsDelay(toB), setsDelay(toA), words.mapping());
    }

    private static Impairment applied(List<ImpairmentChange> changes) {
        Impairment impairment = Impairment.NONE;
        for (ImpairmentChange change : changes) {
            impairment = change.words().isEmpty() ? impairment : change.applyTo(impairment);
        }
        return impairment;
    }

    private static boolean setsDelay(List<ImpairmentChange> changes) {
        return changes.stream().anyMatch(change -> change.words().contains(Word.DELAY));
    }

    private void addresses(Words words, String key, Endpoint a, Endpoint b) {
        List<Yaml> values = words.values(key);
        for (int i = 0; i < Math.min(2, values.size()); i++) {
            address(words, values.get(i), i == 0 ? a : b);
        }
    }

    /** Impairments among containerlab's free variables, the one place of its file where they can stand. */
    private ImpairmentChange vars(Words words) {
        if (!(words.value("vars") instanceof Mapping vars)) {
            return ImpairmentReader.NOTHING;
        }
        List<Entry> known = vars.entries().stream()
                .filter(entry -> ImpairmentReader.isWord(entry.key()))
                .toList();
        if (known.isEmpty()) {
            return ImpairmentReader.NOTHING;
        }
        Mapping impairment = new Mapping(vars.at(), known);
        boolean fits = new SchemaCheck(schema, problems).fits("impairment", impairment);
        return fits ? ImpairmentReader.read(new Words(impairment, problems)) : ImpairmentReader.NOTHING;
    }
}
