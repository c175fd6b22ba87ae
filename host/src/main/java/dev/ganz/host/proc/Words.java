package dev.ganz.host.proc;

import java.util.ArrayList;
import java.util.List;

/** The words of a line, parted by blanks. What is missing or no number counts as 0: kernels add columns and leave some out. */
record Words(String[] words) {
    static Words of(String line) {
        List<String> words = new ArrayList<>();
        int begin = -1;
        // By hand: a regular expression costs more than all else of a sample.
        for (int i = 0; i <= line.length(); i++) {
            boolean blank = i == line.length() || line.charAt(i) <= ' ';
            if (blank && begin >= 0) {
                words.add(line.substring(begin, i));
                begin = -1;
            } else if (!blank && begin < 0) {
                begin = i;
            }
        }
        return new Words(words.toArray(String[]::new));
    }

    int count() {
        return words.length;
    }

    String word(int index) {
        return index < words.length ? words[index] : "";
    }

    /** A counter of 64 bits, which may use the sign. */
    long number(int index) {
        return number(word(index));
    }

    static long number(String word) {
        try {
            return word.startsWith("-") ? Long.parseLong(word) : Long.parseUnsignedLong(word);
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
