package dev.ganz.host.file;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A line of a table, by the headings of its columns: tools change their order and add some. */
record Row(Map<String, String> cells) {
    static List<String> words(String line) {
        String stripped = line.strip();
        return stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+", -1));
    }

    /** Cells are matched from the right, as the first may hold blanks or have no heading. */
    static Row of(List<String> headings, List<String> words) {
        Map<String, String> cells = new HashMap<>();
        int shift = words.size() - headings.size();
        for (int i = 0; i < headings.size(); i++) {
            if (i + shift >= 0 && i + shift < words.size()) {
                cells.put(headings.get(i), words.get(i + shift));
            }
        }
        return new Row(cells);
    }

    String text(String heading) {
        return cells.getOrDefault(heading, "");
    }

    boolean has(String heading) {
        return find(heading).isPresent();
    }

    /** The number under the first of these headings that is there; 0 under none. */
    double number(String... headings) {
        for (String heading : headings) {
            Optional<Double> number = find(heading);
            if (number.isPresent()) {
                return number.get();
            }
        }
        return 0;
    }

    private Optional<Double> find(String heading) {
        return decimal(text(heading));
    }

    /** A decimal with a point or a comma; infinities and what is no number are none. */
    static Optional<Double> decimal(String text) {
        try {
            double value = Double.parseDouble(text.replace(',', '.'));
            return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }
}
