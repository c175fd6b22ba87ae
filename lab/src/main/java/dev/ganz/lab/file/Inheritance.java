package dev.ganz.lab.file;

import dev.ganz.lab.file.Yaml.Entry;
import dev.ganz.lab.file.Yaml.Mapping;
import dev.ganz.lab.file.Yaml.Scalar;
import dev.ganz.lab.file.Yaml.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node's words with those of its group, its kind and the defaults behind them, as containerlab inherits: of scalars the nearest
 * counts, mappings are merged, and so are the lists of {@link #MERGED}, the farthest first.
 */
final class Inheritance {
    private static final Set<String> MERGED = Set.of("exec", "run", "binds");

    private final Mapping none = new Mapping(0, List.of());
    private final Mapping defaults;
    private final Mapping kinds;
    private final Mapping groups;

    Inheritance(Mapping topology) {
        defaults = mapping(topology.get("defaults"));
        kinds = mapping(topology.get("kinds"));
        groups = mapping(topology.get("groups"));
    }

    private Mapping mapping(@Nullable Yaml value) {
        return value instanceof Mapping mapping ? mapping : none;
    }

    /** All words of a node, each where it was written; without a kind if nobody gives one. */
    Mapping complete(Mapping node) {
        Optional<String> kind = text(node, "kind");
        Optional<String> group = text(node, "group");
        if (group.isEmpty() && kind.isPresent()) {
            group = text(mapping(kinds.get(kind.get())), "group");
        }
        group = group.or(() -> text(defaults, "group"));
        Mapping fromGroup = group.map(name -> mapping(groups.get(name))).orElse(none);
        kind = kind.or(() -> text(fromGroup, "kind")).or(() -> text(defaults, "kind"));
        Mapping fromKind = kind.map(name -> mapping(kinds.get(name))).orElse(none);
        if (fromGroup.entries().isEmpty()
                && fromKind.entries().isEmpty()
                && defaults.entries().isEmpty()) {
            return node;
        }
        return merged(merged(merged(node, fromGroup), fromKind), defaults);
    }

    private static Optional<String> text(Mapping mapping, String key) {
        return mapping.get(key) instanceof Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    }

    private static Mapping merged(Mapping near, Mapping far) {
        if (far.entries().isEmpty()) {
            return near;
        }
        Map<String, Entry> all = new LinkedHashMap<>();
        near.entries().stream().filter(entry -> !entry.value().isNull()).forEach(entry -> all.put(entry.key(), entry));
        for (Entry entry : far.entries()) {
            if (!entry.value().isNull()) {
                all.merge(entry.key(), entry, Inheritance::merged);
            }
        }
        return new Mapping(near.at(), List.copyOf(all.values()));
    }

    private static Entry merged(Entry near, Entry far) {
        if (near.value() instanceof Mapping first && far.value() instanceof Mapping second) {
            return new Entry(near.key(), near.at(), merged(first, second));
        }
        if (MERGED.contains(near.key())
                && near.value() instanceof Sequence(int at, List<Yaml> first)
                && far.value() instanceof Sequence(var _, List<Yaml> second)) {
            List<Yaml> both = new ArrayList<>(second);
            both.addAll(first);
            return new Entry(near.key(), near.at(), new Sequence(at, both));
        }
        return near;
    }
}
