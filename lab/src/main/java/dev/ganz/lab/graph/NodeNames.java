package dev.ganz.lab.graph;

import dev.ganz.lab.NaturalOrder;
import dev.ganz.lab.graph.MapGraph.Vertex;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Names of nodes from the labels of a map: {@code "Zürich (CH)"} becomes {@code zurich-ch}. A node without a usable label is called
 * by its id ({@code n17}); of several with one label the first by id keeps the name, the others are numbered ({@code london-2}).
 */
final class NodeNames {
    /** With a number behind it a name still fits into the 63 octets of a DNS label (RFC 1035, section 2.3.4). */
    private static final int LONGEST = 48;

    /** What the Topology Zoo writes where a label is missing. */
    private static final String NO_LABEL = "None";

    /** Letters that are no base letter with a mark, so that decomposing them leaves nothing. */
    private static final Map<Integer, String> LETTERS = Map.ofEntries(
            Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'ħ', "h"),
            Map.entry((int) 'ı', "i"),
            Map.entry((int) 'ŋ', "n"));

    private NodeNames() {}

    /** A name for each node; no two are equal, and the order of the nodes does not matter. */
    static List<String> of(List<Vertex> nodes) {
        List<String> wanted = nodes.stream().map(NodeNames::wanted).toList();
        Map<String, List<Integer>> namesakes = new TreeMap<>(NaturalOrder::compare);
        for (int i = 0; i < nodes.size(); i++) {
            namesakes.computeIfAbsent(wanted.get(i), _ -> new ArrayList<>()).add(i);
        }
        List<String> names = new ArrayList<>(wanted);
        Set<String> taken = new HashSet<>(namesakes.keySet());
        Map<String, Integer> last = new HashMap<>();
        namesakes.forEach((name, numbers) -> {
            numbers.sort((a, b) ->
                    NaturalOrder.compare(nodes.get(a).id(), nodes.get(b).id()));
            for (int number : numbers.subList(1, numbers.size())) {
                String free;
                do {
                    free = name + "-" + last.merge(name, 2, (before, _) -> before + 1);
                } while (!taken.add(free));
                names.set(number, free);
            }
        });
        return names;
    }

    private static String wanted(Vertex node) {
        String label = node.attributes().getOrDefault("label", node.attributes().getOrDefault("name", ""));
        String slug = label.equals(NO_LABEL) ? "" : slug(label);
        if (slug.isEmpty()) {
            slug = slug(node.id());
        }
        // a name that begins with a letter is never taken for a number or an option
        return slug.isEmpty() ? "node" : Character.isDigit(slug.charAt(0)) ? "n" + slug : slug;
    }

    /** Lower-case ASCII letters and digits, everything else a hyphen; empty if nothing is left. */
    static String slug(String text) {
        StringBuilder slug = new StringBuilder();
        String decomposed = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD);
        decomposed.codePoints().takeWhile(_ -> slug.length() < LONGEST).forEach(point -> {
            if (point >= 'a' && point <= 'z' || point >= '0' && point <= '9') {
                slug.appendCodePoint(point);
            } else if (LETTERS.containsKey(point)) {
                slug.append(LETTERS.get(point));
            } else if (Character.getType(point) != Character.NON_SPACING_MARK
                    && !slug.isEmpty()
                    && slug.charAt(slug.length() - 1) != '-') {
                slug.append('-');
            }
        });
        int end = slug.length();
        while (end > 0 && slug.charAt(end - 1) == '-') {
            end--;
        }
        return slug.substring(0, end);
    }
}
