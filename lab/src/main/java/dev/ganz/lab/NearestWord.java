package dev.ganz.lab;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
public final class NearestWord {
    /** Longer words are not compared: nobody misspells them by a letter or two, and the work grows with the square. */
    private static final int LONGEST = 64;

    private NearestWord() {}

    /**
     * The known word that takes the fewest insertions, deletions, replacements and swaps of neighbours to reach (optimal string
     * alignment), if it takes no more than one for every three letters; of several, the first in the order of the alphabet.
     */
    public static Optional<String> to(String word, Iterable<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = word.toLowerCase(Locale.ROOT);
        String nearest = null;
        int least = Math.max(1, (wanted.length() + 1) / 3) + 1;
        for (String candidate : known) {
            if (candidate.length() > LONGEST || Math.abs(candidate.length() - word.length()) > least) {
                continue;
            }
            int distance = distance(wanted, candidate.toLowerCase(Locale.ROOT));
            if (distance < least || distance == least && nearest != null && candidate.compareTo(nearest) < 0) {
                least = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** The end of a message: {@code ; did you mean "branch"?}, or nothing. */
    public static String hint(String word, Iterable<String> known) {
        return to(word, known).map(near -> "; did you mean \"" + near + "\"?").orElse("");
    }

    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        Arrays.setAll(last, j -> j);
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                row[j] = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
