package dev.ganz.lab.file;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node of a YAML document (YAML 1.2.2, section 3.2.1) that knows where in the text it begins. */
sealed interface Yaml {

    /** Offset of the first character in the text that was parsed, in code points. */
    int at();

    /** What a person would call this value, for "found …". */
    String describe();

    /** A key with its value. */
    record Entry(String key, int at, Yaml value) {}

    /** Keys and values in the order of the text. */
    final class Mapping implements Yaml {
        /** Below this a search from the front is faster than a hash table, and most mappings of a lab have two or three keys. */
        private static final int SHORT = 12;

        private final int at;
        private final List<Entry> entries;
        private final @Nullable Map<String, Entry> index;

        Mapping(int at, List<Entry> entries) {
            this.at = at;
            this.entries = List.copyOf(entries);
            this.index = entries.size() <= SHORT ? null : indexOf(this.entries);
        }

        private static Map<String, Entry> indexOf(List<Entry> entries) {
            Map<String, Entry> index = HashMap.newHashMap(entries.size());
            for (Entry entry : entries) {
                index.put(entry.key(), entry);
            }
            return index;
        }

        @Override
        public int at() {
            return at;
        }

        List<Entry> entries() {
            return entries;
        }

        @Nullable
        Entry entry(String key) {
            if (index != null) {
                return index.get(key);
            }
            for (Entry entry : entries) {
                if (entry.key().equals(key)) {
                    return entry;
                }
            }
            return null;
        }

        /** The value of a key; null where the key is missing or its value is YAML's null. */
        @Nullable
        Yaml get(String key) {
            Entry entry = entry(key);
            return entry == null || entry.value().isNull() ? null : entry.value();
        }

        @Override
        public String describe() {
            return "a mapping";
        }
    }

    /** Values one after another. */
    record Sequence(int at, List<Yaml> items) implements Yaml {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String describe() {
            return "a list";
        }
    }

    /** A single value; {@code text} is as written, so {@code 010} stays {@code 010}. */
    record Scalar(int at, String text, Type type) implements Yaml {
        /** Longer values are quoted in part. */
        private static final int SHOWN = 60;

        @Override
        public String describe() {
            if (type == Type.NULL) {
                return "nothing";
            }
            return type == Type.STRING ? quoted(text) : shortened(text);
        }

        static String quoted(String text) {
            return '"' + shortened(text) + '"';
        }

        /** In one line, without control characters. */
        private static String shortened(String text) {
            String cut = text.length() <= SHOWN
                    ? text
                    : text.substring(
                                    0,
                                    text.offsetByCodePoints(0, Math.min(SHOWN, text.codePointCount(0, text.length()))))
                            + "…";
            return cut.replaceAll("\\p{Cntrl}+", " ").strip();
        }
    }

    /** What the core schema of YAML 1.2 makes of an unquoted scalar. */
    enum Type {
        STRING,
        INTEGER,
        NUMBER,
        BOOLEAN,
        NULL
    }

    default boolean isNull() {
        return this instanceof Scalar(var _, var _, var type) && type == Type.NULL;
    }
}
