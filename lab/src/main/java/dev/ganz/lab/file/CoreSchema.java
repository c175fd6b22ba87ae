package dev.ganz.lab.file;

/** Tells what an unquoted scalar is: the core schema of YAML 1.2.2, section 10.3.2, by hand, as it runs for every value. */
final class CoreSchema {
    private CoreSchema() {}

    static Yaml.Type typeOf(String text) {
        if (text.isEmpty()) {
            return Yaml.Type.NULL;
        }
        return switch (text.charAt(0)) {
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '-', '.' -> number(text);
            case '~', 'n', 'N' -> text.equals("~") || isWord(text, "null") ? Yaml.Type.NULL : Yaml.Type.STRING;
            case 't', 'T' -> isWord(text, "true") ? Yaml.Type.BOOLEAN : Yaml.Type.STRING;
            case 'f', 'F' -> isWord(text, "false") ? Yaml.Type.BOOLEAN : Yaml.Type.STRING;
            default -> Yaml.Type.STRING;
        };
    }

    /** {@code true}, {@code True} or {@code TRUE}, but not {@code tRue}. */
    private static boolean isWord(String text, String word) {
        return text.equalsIgnoreCase(word)
                && (text.substring(1).equals(word.substring(1))
                        || text.equals(word.toUpperCase(java.util.Locale.ROOT)));
    }

    private static Yaml.Type number(String text) {
        if (text.startsWith("0x") && digits(text, 2, 16) == text.length() && text.length() > 2
                || text.startsWith("0o") && digits(text, 2, 8) == text.length() && text.length() > 2) {
            return Yaml.Type.INTEGER;
        }
        int start = text.charAt(0) == '+' || text.charAt(0) == '-' ? 1 : 0;
        if (isInfinity(text, start)) {
            return Yaml.Type.NUMBER;
        }
        int point = digits(text, start, 10);
        if (point == text.length()) {
            return point > start ? Yaml.Type.INTEGER : Yaml.Type.STRING;
        }
        int end = point;
        int mantissa = point - start;
        if (text.charAt(point) == '.') {
            end = digits(text, point + 1, 10);
            mantissa += end - point - 1;
        }
        return mantissa > 0 && isExponent(text, end) ? Yaml.Type.NUMBER : Yaml.Type.STRING;
    }

    private static boolean isInfinity(String text, int start) {
        String rest = text.substring(start);
        return rest.equals(".inf")
                || rest.equals(".Inf")
                || rest.equals(".INF")
                || text.equals(".nan")
                || text.equals(".NaN")
                || text.equals(".NAN");
    }

    /** Nothing, or {@code e} with digits. */
    private static boolean isExponent(String text, int at) {
        if (at == text.length()) {
            return true;
        }
        if (text.charAt(at) != 'e' && text.charAt(at) != 'E') {
            return false;
        }
        int start = at + 1;
        if (start < text.length() && (text.charAt(start) == '+' || text.charAt(start) == '-')) {
            start++;
        }
        return start < text.length() && digits(text, start, 10) == text.length();
    }

    /** Index behind the digits that begin at {@code from}. */
    private static int digits(String text, int from, int radix) {
        int at = from;
        while (at < text.length() && text.charAt(at) < 128 && Character.digit(text.charAt(at), radix) >= 0) {
            at++;
        }
        return at;
    }
}
