package dev.ganz.lab.check;

import dev.ganz.lab.Lab;

/**
 * Something that is wrong with a part of a lab.
 *
 * @param index of the part in its list of the lab; 0 for {@link Part#LAB}
 * @param word which word of the part, as the lab file nests it: {@code impair/->/delay}; empty: the part as a whole
 * @param message one sentence: what was expected, and what was found
 */
public record Problem(Part part, int index, String word, String message) {

    /** Kinds of parts. */
    public enum Part {
        LAB,
        NODE,
        LINK,
        TRAFFIC,
        FAULT,
        EXPECTATION
    }

    /** The message behind the part and its word, for a lab that has no text: {@code link core:eth2 - branch:eth1, mtu: …}. */
    public String in(Lab lab) {
        String where = switch (part) {
            case LAB -> "lab " + lab.name();
            case NODE -> "node " + lab.nodes().get(index).name();
            case LINK ->
                "link " + lab.links().get(index).a() + " - "
                        + lab.links().get(index).b();
            case TRAFFIC -> "traffic " + lab.traffic().get(index).name();
            case FAULT -> "fault " + (index + 1);
            case EXPECTATION -> "expectation \"" + lab.expectations().get(index).text() + "\"";
        };
        return where + (word.isEmpty() ? ": " : ", " + word + ": ") + message;
    }
}
