package dev.ganz.lab.file;

import dev.ganz.lab.file.Yaml.Entry;
import dev.ganz.lab.file.Yaml.Mapping;
import dev.ganz.lab.file.Yaml.Scalar;
import dev.ganz.lab.file.Yaml.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Builds {@link Yaml} from the events of snakeyaml-engine. Its own node graph would keep a window of the text for every mark and
 * resolve each scalar by regular expressions, which takes three times as long for 50,000 nodes.
 *
 * <p>Hostile text is bounded here: nesting by {@link #DEPTH}, and aliases by the values that they stand for, so that a "billion
 * laughs" document ends at its first layers.
 */
final class YamlReader {
    /** Collections within collections; the deepest word of the lab file lies eight deep. */
    static final int DEPTH = 64;
    /** Values that all aliases of a document may stand for together. */
    static final long ALIASED = 1_000_000;
    /** Characters that are scanned at a time; the time for a long scalar grows with the square of its length over this. */
    private static final int BUFFER = 16 << 10;
    /** Merge keys, as YAML 1.1 has them and containerlab's parser still reads them. */
    private static final String MERGE = "<<";

    private static final Set<String> KNOWN_TAGS = Set.of("str", "int", "float", "bool", "null", "map", "seq");
    private static final String TAG_PREFIX = "tag:yaml.org,2002:";

    private final Source source;
    private final Iterator<Event> events;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private long values;
    private long aliased;
    /** Greatest depth within the node being read. */
    private int deepest;

    /** A node that aliases may name: how many values it stands for, and how many levels it adds. */
    private record Anchored(Yaml node, long values, int height) {}

    private YamlReader(Source source) {
        this.source = source;
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source.name())
                .setCodePointLimit(Source.OCTETS)
                .setBufferSize(BUFFER)
                .build();
        this.events = new ParserImpl(settings, new StreamReader(settings, source.text()));
    }

    /** @throws dev.ganz.lab.InvalidInput if the text is not one YAML document within the bounds */
    static Yaml read(Source source) {
        YamlReader reader = new YamlReader(source);
        try {
            return reader.document();
        } catch (MarkedYamlEngineException e) {
            int at = e.getProblemMark().map(Mark::getIndex).orElse(0);
            throw source.error(at, "expected valid YAML, found a mistake: " + oneLine(e.getProblem()));
        } catch (ReaderException e) {
            throw source.error(
                    e.getPosition(),
                    "expected text, found the character U+%04X, which YAML does not allow".formatted(e.getCodePoint()));
        } catch (YamlEngineException e) {
            throw source.error(0, "expected valid YAML, found a mistake: " + oneLine(e.getMessage()));
        }
    }

    private static String oneLine(@Nullable String text) {
        return text == null ? "unknown" : text.replaceAll("\\s+", " ").strip();
    }

    private Yaml document() {
        events.next(); // the start of the stream
        if (!(events.next() instanceof DocumentStartEvent)) {
            throw source.error(0, "expected a lab, found an empty file");
        }
        Yaml root = node(events.next(), 0);
        events.next(); // the end of the document
        Event last = events.next();
        if (last instanceof DocumentStartEvent) {
            throw source.error(offset(last), "expected the end of the file, found a second YAML document");
        }
        return root;
    }

    private Yaml node(Event event, int depth) {
        int at = offset(event);
        long before = values++;
        int outer = deepest;
        deepest = depth;
        Yaml node = switch (event) {
            case ScalarEvent scalar -> scalar(scalar, at);
            case AliasEvent alias -> alias(alias, at, depth);
            case CollectionStartEvent start -> collection(start, at, depth);
            default -> throw source.error(at, "expected a value, found " + event.getEventId());
        };
        if (event instanceof NodeEvent named && !(event instanceof AliasEvent)) {
            Optional<Anchor> anchor = named.getAnchor();
            if (anchor.isPresent()) {
                anchors.put(anchor.get().getValue(), new Anchored(node, values - before, deepest - depth));
            }
        }
        deepest = Math.max(deepest, outer);
        return node;
    }

    private Yaml alias(AliasEvent alias, int at, int depth) {
        Anchored target = anchors.get(alias.getAlias().getValue());
        if (target == null) {
            throw source.error(
                    at,
                    "expected the name of an anchor that ends before this place, found "
                            + Scalar.quoted("*" + alias.getAlias().getValue()));
        }
        aliased += target.values();
        if (aliased > ALIASED) {
            throw source.error(at, "expected aliases for at most " + ALIASED + " values in all, found more");
        }
        values += target.values();
        requireDepth(depth + target.height(), at);
        return target.node();
    }

    private Yaml collection(CollectionStartEvent start, int at, int depth) {
        requireDepth(depth + 1, at);
        requireKnownTag(start.getTag(), at);
        return start instanceof MappingStartEvent ? mapping(at, depth + 1) : sequence(at, depth + 1);
    }

    private void requireDepth(int depth, int at) {
        if (depth > DEPTH) {
            throw source.error(at, "expected at most " + DEPTH + " levels of nesting, found more");
        }
        deepest = Math.max(deepest, depth);
    }

    private Yaml sequence(int at, int depth) {
        List<Yaml> items = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            items.add(node(event, depth));
            event = events.next();
        }
        return new Sequence(at, items);
    }

    private Yaml mapping(int at, int depth) {
        List<Entry> entries = new ArrayList<>();
        List<Yaml> merged = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            int keyAt = offset(event);
            if (!(node(event, depth) instanceof Scalar(var _, String key, var _))) {
                throw source.error(keyAt, "expected a word as a key, found a list or a mapping");
            }
            Yaml value = node(events.next(), depth);
            if (key.equals(MERGE)) {
                merged.add(value);
            } else if (keys.add(key)) {
                entries.add(new Entry(key, keyAt, value));
            } else {
                throw source.error(keyAt, "expected each key once, found " + Scalar.quoted(key) + " a second time");
            }
            event = events.next();
        }
        merged.forEach(value -> merge(value, entries, keys));
        return new Mapping(at, entries);
    }

    /** Keys of the mapping itself win over merged ones, and earlier merged ones over later. */
    private void merge(Yaml value, List<Entry> entries, Set<String> keys) {
        switch (value) {
            case Mapping mapping -> {
                for (Entry entry : mapping.entries()) {
                    if (keys.add(entry.key())) {
                        entries.add(entry);
                    }
                }
                values += mapping.entries().size();
            }
            case Sequence(var _, List<Yaml> items) -> items.forEach(item -> merge(item, entries, keys));
            case Scalar scalar ->
                throw source.error(scalar.at(), "expected a mapping to merge, found " + scalar.describe());
        }
    }

    private Yaml scalar(ScalarEvent event, int at) {
        requireKnownTag(event.getTag(), at);
        boolean plain = event.isPlain() && event.getTag().isEmpty();
        return new Scalar(at, event.getValue(), plain ? CoreSchema.typeOf(event.getValue()) : Yaml.Type.STRING);
    }

    private void requireKnownTag(Optional<String> tag, int at) {
        if (tag.isPresent()
                && !(tag.get().startsWith(TAG_PREFIX)
                        && KNOWN_TAGS.contains(tag.get().substring(TAG_PREFIX.length())))
                && !tag.get().equals("!")) {
            throw source.error(at, "expected a value without a tag, found " + Scalar.quoted(tag.get()));
        }
    }

    private static int offset(Event event) {
        return event.getStartMark().map(Mark::getIndex).orElse(0);
    }
}
