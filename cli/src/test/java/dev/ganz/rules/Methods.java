package dev.ganz.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds methods in sources by their layout, on which the formatter leaves no doubt: everything between a declaration and its closing
 * brace stands further to the right than both.
 */
final class Methods {
    private static final Pattern CLOSING = Pattern.compile("( {4,})}");
    private static final Pattern NO_METHOD = Pattern.compile(
            "^ *(?:}.*|(?:if|for|while|switch|try|catch|finally|synchronized|do|else|case|default|return)\\b.*|static \\{"
                    + "|[^(]*\\b(?:class|record|interface|enum)\\b.*)");
    private static final Pattern NAME = Pattern.compile("(\\w+)(?:\\(| \\{$)");

    /** A method or a constructor; {@code line} counts from 1. */
    record Method(String name, int line, int length) {}

    private Methods() {}

    static List<Method> of(List<String> source) {
        List<Method> methods = new ArrayList<>();
        for (int last = 0; last < source.size(); last++) {
            Matcher closing = CLOSING.matcher(source.get(last));
            if (closing.matches()) {
                int first = opening(source, last, closing.group(1));
                Matcher name = NAME.matcher(source.get(first));
                if (!NO_METHOD.matcher(source.get(first)).matches() && name.find()) {
                    methods.add(new Method(name.group(1), first + 1, last - first + 1));
                }
            }
        }
        return methods;
    }

    private static int opening(List<String> source, int last, String column) {
        int line = last - 1;
        while (source.get(line).isBlank() || source.get(line).startsWith(column + " ")) {
            line--;
        }
        return line;
    }
}
