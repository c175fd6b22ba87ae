package dev.ganz.host.proc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A file of names and whole numbers: {@code MemTotal:  16 kB} of /proc/meminfo, {@code pswpin 3} of /proc/vmstat. */
record NamedNumbers(Map<String, Long> numbers) {
    static NamedNumbers parse(List<String> lines) {
        Map<String, Long> numbers = new HashMap<>();
        for (String line : lines) {
            int end = line.indexOf(' ');
            if (end > 0) {
                String rest = line.substring(end).stripLeading();
                int stop = rest.indexOf(' '); // a unit, or more numbers that nobody asks for
                String name = line.charAt(end - 1) == ':' ? line.substring(0, end - 1) : line.substring(0, end);
                numbers.put(name, Words.number(stop < 0 ? rest : rest.substring(0, stop)));
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
