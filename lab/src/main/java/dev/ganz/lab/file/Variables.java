package dev.ganz.lab.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Variables in the text of a containerlab file, replaced before it is read as YAML: {@code $V}, {@code ${V}}, {@code ${V:-d}} and
 * {@code ${V:=d}} (default where unset or empty), {@code ${V-d}} and {@code ${V=d}} (where unset), {@code ${V:+o}} and
 * {@code ${V+o}} (other text where set), {@code $$} for a dollar sign. What has neither a value nor a default stays as it is, so
 * that commands keep their own variables.
 */
final class Variables {
    /** Characters of the text after replacement, which could otherwise grow without bounds. */
    private static final int LONGEST = Source.OCTETS;
    /** Characters of the longest default: an unclosed brace is not looked for through the whole file. */
    private static final int DEFAULT = 4096;

    private final Source source;
    private final String text;
    private final Map<String, String> environment;
    private final StringBuilder out = new StringBuilder();
    private final List<Edit> edits = new ArrayList<>();

    /** {@code length} characters from {@code index} on in the new text stand for those from {@code from} to {@code to}. */
    private record Edit(int index, int length, int from, int to) {}

    /** The new text and how it came about. */
    record Replaced(String text, List<Edit> edits) {

        /** Index in the old text of the character at {@code index} in the new one. */
        int original(int index) {
            int shift = 0;
            for (Edit edit : edits) {
                if (index < edit.index()) {
                    break;
                }
                if (index < edit.index() + edit.length()) {
                    return edit.from();
                }
                shift = edit.to() - edit.index() - edit.length();
            }
            return index + shift;
        }
    }

    private Variables(Source source, Map<String, String> environment) {
        this.source = source;
        this.text = source.text();
        this.environment = environment;
    }

    static Replaced replace(Source source, Map<String, String> environment) {
        return source.text().indexOf('$') < 0
                ? new Replaced(source.text(), List.of())
                : new Variables(source, environment).replaced();
    }

    private Replaced replaced() {
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '$') {
                out.append(c);
                at++;
                continue;
            }
            int end = endOfVariable(at);
            String value = end < 0 ? null : value(text.substring(at + 1, end));
            if (value == null) {
                out.append(c);
                at++;
            } else {
                edits.add(new Edit(out.length(), value.length(), at, end));
                out.append(value);
                at = end;
                requireLength(at);
            }
        }
        return new Replaced(out.toString(), edits);
    }

    private void requireLength(int at) {
        if (out.length() > LONGEST) {
            throw source.errorInFile(
                    at,
                    "expected a file of at most " + LONGEST + " characters once variables are replaced, found more");
        }
    }

    /** Index behind the variable whose dollar sign stands at {@code at}; -1 if there is none. */
    private int endOfVariable(int at) {
        int start = at + 1;
        if (start == text.length()) {
            return -1;
        }
        char first = text.charAt(start);
        if (first == '$') {
            return start + 1;
        }
        if (first != '{') {
            int end = endOfName(start);
            return end == start ? -1 : end;
        }
        int name = endOfName(start + 1);
        if (name == start + 1) {
            return -1;
        }
        int last = Math.min(text.length(), name + DEFAULT);
        for (int close = name; close < last && text.charAt(close) != '\n'; close++) {
            if (text.charAt(close) == '}') {
                return close + 1;
            }
        }
        return -1;
    }

    private int endOfName(int start) {
        int at = start;
        while (at < text.length() && isNameCharacter(text.charAt(at), at > start)) {
            at++;
        }
        return at;
    }

    private static boolean isNameCharacter(char c, boolean digits) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || digits && c >= '0' && c <= '9';
    }

    /** What {@code $variable} stands for; null if it stays as it is. */
    private @Nullable String value(String variable) {
        if (variable.equals("$")) {
            return "$";
        }
        if (variable.charAt(0) != '{') {
            return environment.get(variable);
        }
        int name = 1;
        while (isNameCharacter(variable.charAt(name), name > 1)) {
            name++;
        }
        String value = environment.get(variable.substring(1, name));
        String operation = variable.substring(name, variable.length() - 1);
        boolean colon = operation.startsWith(":");
        String rest = colon ? operation.substring(1) : operation;
        boolean set = value != null && !(colon && value.isEmpty());
        if (rest.isEmpty()) {
            return colon ? null : value;
        }
        return switch (rest.charAt(0)) {
            case '-', '=' -> set ? value : rest.substring(1);
            case '+' -> set ? rest.substring(1) : "";
            default -> null;
        };
    }
}
