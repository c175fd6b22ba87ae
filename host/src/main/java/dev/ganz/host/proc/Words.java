package dev.ganz.host.proc;

/** The words of a line, parted by blanks. What is missing or no number counts as 0: kernels add columns and leave some out. */
record Words(String[] words) {
    static Words of(String line) {
        String stripped = line.strip();
        return new Words(stripped.isEmpty() ? new String[0] : stripped.split("\\s+", -1));
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
