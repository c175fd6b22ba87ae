package dev.ganz.lab.file;

import dev.ganz.lab.Expectation;
import dev.ganz.lab.Fault;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Link;
import dev.ganz.lab.NearestWord;
import dev.ganz.lab.Node;
import dev.ganz.lab.Traffic;
import dev.ganz.lab.file.LinkReader.Cable;
import dev.ganz.lab.file.Yaml.Entry;
import dev.ganz.lab.file.Yaml.Mapping;
import dev.ganz.lab.file.Yaml.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/** Makes a lab of a document that fits the schema. */
final class LabReader {
    private final Words words;
    private final Words topology;
    private final Problems problems;
    private final Schema schema;
    private final String defaultName;
    private final boolean containerlab;
    private final SortedSet<String> notes = new TreeSet<>();
    private final Cables cables = new Cables();
    private final Places places;

    LabReader(Mapping document, Schema schema, Problems problems, String defaultName, boolean containerlab) {
        this.words = new Words(document, problems);
        this.topology = words.in("topology");
        this.problems = problems;
        this.schema = schema;
        this.defaultName = defaultName;
        this.containerlab = containerlab;
        this.places = new Places(document, cables);
    }

    /** The lab; reports what is wrong with single words, and leaves to {@code LabCheck} what is wrong between them. */
    Lab read() {
        List<Cable> wires = links();
        List<Node> nodes = nodes();
        Geography geography = Geography.of(topology);
        List<Link> links =
                geography == null ? wires.stream().map(Cable::link).toList() : geography.applyTo(wires, nodes);
        OptionalLong seed = words.integer("seed");
        noteWhatIsLeftOut();
        return new Lab(
                words.text("name", defaultName),
                seed.orElse(1),
                words.duration("duration"),
                words.text("addressing", containerlab ? "none" : "automatic").equals("automatic"),
                nodes,
                links,
                traffic(),
                faults(),
                expectations());
    }

    /** What a reader of the file should know, once each. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    /** Where the parts of the lab stand in the text. */
    Places places() {
        return places;
    }

    private List<Cable> links() {
        LinkReader reader = new LinkReader(schema, problems, cables, notes);
        List<Cable> wires = new ArrayList<>();
        for (Yaml item : topology.values("links")) {
            Cable cable = reader.read((Mapping) item);
            if (cable != null) {
                wires.add(cable);
                places.link(cable.yaml());
            }
        }
        return wires;
    }

    private List<Node> nodes() {
        Inheritance inheritance = new Inheritance(topology.mapping());
        List<Node> nodes = new ArrayList<>();
        Words declared = topology.in("nodes");
        for (Entry entry : declared.mapping().entries()) {
            Mapping own = entry.value() instanceof Mapping mapping ? mapping : new Mapping(entry.at(), List.of());
            noteGroup(own);
            Words complete = new Words(inheritance.complete(own), problems);
            noteWithoutEffect(complete);
            nodes.add(new NodeReader(entry.key(), complete, cables.of(entry.key()), containerlab).read());
            places.node(entry.key(), entry.at(), complete.mapping());
        }
        for (String stub : cables.stubs()) {
            nodes.add(NodeReader.outside(stub, cables.of(stub), problems));
            places.node(stub, topology.at(), new Mapping(topology.at(), List.of()));
        }
        return nodes;
    }

    /** A group may be a mere label, as in containerlab, so one that is not declared is no error; a misspelt one is told. */
    private void noteGroup(Mapping node) {
        Mapping groups = topology.in("groups").mapping();
        if (!groups.entries().isEmpty()
                && node.get("group") instanceof Scalar group
                && groups.entry(group.text()) == null) {
            List<String> known = groups.entries().stream().map(Entry::key).toList();
            notes.add("group " + Scalar.quoted(group.text()) + " has no words under groups"
                    + NearestWord.hint(group.text(), known));
        }
    }

    private void noteWithoutEffect(Words node) {
        for (String word : List.of("engine", "rootfs", "disk")) {
            if (node.has(word)) {
                notes.add("the word " + word + " of nodes has no effect yet");
            }
        }
    }

    private void noteWhatIsLeftOut() {
        if (words.has("mgmt")) {
            notes.add("the management network of the file is left out: nodes are reached by name without it");
        }
    }

    private List<Traffic> traffic() {
        places.traffic(words.values("traffic"));
        return new TrafficReader(problems).read(words.values("traffic"));
    }

    private List<Fault> faults() {
        FaultReader reader = new FaultReader(problems);
        List<Fault> faults = new ArrayList<>();
        for (Yaml item : words.values("faults")) {
            reader.read(item).ifPresent(fault -> {
                faults.add(fault);
                places.fault(item);
            });
        }
        return faults;
    }

    private List<Expectation> expectations() {
        ExpectationReader reader = new ExpectationReader(problems);
        List<Expectation> expectations = new ArrayList<>();
        for (Yaml item : words.values("expect")) {
            reader.read(item).ifPresent(expectation -> {
                expectations.add(expectation);
                places.expectation(item);
            });
        }
        return expectations;
    }
}
