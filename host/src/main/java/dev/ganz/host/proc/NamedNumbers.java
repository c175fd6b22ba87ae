package dev.ganz.host.proc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A file of names and whole numbers: {@code MemTotal:  16 kB} of /proc/meminfo, {@code pswpin 3} of /proc/vmstat. */
record NamedNumbers(Map<String, Long> numbers) {
    static NamedNumbers parse(List<String> lines) {
        Map<String, Long> numbers = new HashMap<>();
        for (String line : lines) {
            Words words = Words.of(line);
            if (words.count() >= 2) {
                numbers.put(words.word(0).replace(":", ""), words.number(1));
            }
        }
        return new NamedNumbers(numbers);
    }

    long number(String name) {
        return numbers.getOrDefault(name, 0L);
    }

    boolean has(String name) {
        return numbers.containsKey(name);
    }

    /** How much a counter grew a second. */
    double rate(NamedNumbers before, String name, double seconds) {
        return Math.max(0, number(name) - before.number(name)) / seconds;
    }
}
