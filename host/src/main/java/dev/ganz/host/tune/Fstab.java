package dev.ganz.host.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Edits /etc/fstab, fstab(5): a line that is there keeps its other options, and nothing else is touched. */
final class Fstab {
    private static final String DEFAULTS = "nosuid,nodev";

    private Fstab() {}

    /** The same file with a tmpfs of this size at a place. */
    static String withTmpfs(String text, String place, String size) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (int i = lines.size() - 1; i >= 0; i--) {
            String line = lines.get(i);
            String[] words = line.strip().split("\\s+", -1);
            if (!line.strip().startsWith("#") && words.length >= 4 && words[1].equals(place)) {
                lines.set(i, resized(line, words[3], size));
                return joined(lines);
            }
        }
        lines.add("tmpfs " + place + " tmpfs " + DEFAULTS + ",size=" + size + " 0 0");
        return joined(lines);
    }

    /** The options are the fourth field; blanks between the fields stay as they are. */
    private static String resized(String line, String options, String size) {
        String kept = String.join(
                ",",
                Stream.concat(
                                Stream.of(options.split(",", -1)).filter(option -> !option.startsWith("size=")),
                                Stream.of("size=" + size))
                        .toList());
        int at = 0;
        for (int field = 0; field < 4; field++) {
            while (Character.isWhitespace(line.charAt(at))) {
                at++;
            }
            if (field < 3) {
                while (!Character.isWhitespace(line.charAt(at))) {
                    at++;
                }
            }
        }
        return line.substring(0, at) + kept + line.substring(at + options.length());
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
