package dev.ganz.disk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code -o name=value,…} says about an image to be made, with the names of qemu-img. */
public final class Options {
    private final Map<String, String> given;

    private Options(Map<String, String> given) {
        this.given = given;
    }

    public static Options none() {
        return new Options(new LinkedHashMap<>());
    }

    /** Reads lists like {@code subformat=dynamic,block_size=1M}; a name alone means {@code on}. */
    public static Options parse(List<String> texts) {
        Map<String, String> given = new LinkedHashMap<>();
        for (String text : texts) {
            for (String option : text.split(",", -1)) {
                if (!option.isEmpty()) {
                    int equals = option.indexOf('=');
                    given.put(
                            equals < 0 ? option : option.substring(0, equals),
                            equals < 0 ? "on" : option.substring(equals + 1));
                }
            }
        }
        return new Options(given);
    }

    /** The options of which none is left unread, or the sentence that names what this format knows. */
    public Options only(Format format, String... known) {
        for (String name : given.keySet()) {
            if (!List.of(known).contains(name)) {
                throw new ImageException("unknown option -o " + name + " for " + format
                        + (known.length == 0 ? ", which has none" : "; expected one of " + String.join(", ", known)));
            }
        }
        return this;
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name));
    }

    /** One of several words; the first unless another is given. */
    public String word(String name, String... words) {
        String word = given.getOrDefault(name, words[0]);
        if (!List.of(words).contains(word)) {
            throw new ImageException(
                    "-o " + name + "=" + word + ": expected " + Stream.of(words).collect(Collectors.joining(", ")));
        }
        return word;
    }

    public boolean flag(String name) {
        return word(name, "off", "on").equals("on");
    }

    /** A size that is a power of two within bounds. */
    public int powerOfTwo(String name, int unless, int least, int most) {
        String text = given.get(name);
        long size = text == null ? unless : DiskSize.parse("-o " + name, text);
        if (size < least || size > most || Long.bitCount(size) != 1) {
            throw new ImageException(
                    "-o " + name + "=" + text + ": expected a power of two from " + least + " to " + most);
        }
        return (int) size;
    }
}
