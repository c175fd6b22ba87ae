package dev.ganz.lab.file;

import dev.ganz.lab.Node.Kind;

/** What the kinds of Ganz and of containerlab are. */
final class Kinds {
    private Kinds() {}

    /**
     * The kind that a word means.
     *
     * @param containerlab whether {@code host} is the machine itself, as in containerlab's own files
     */
    static Kind of(String word, boolean containerlab) {
        return switch (word) {
            case "host" -> containerlab ? Kind.EXTERNAL : Kind.HOST;
            case "external" -> Kind.EXTERNAL;
            case "switch", "bridge", "ovs-bridge" -> Kind.SWITCH;
            case "program" -> Kind.PROGRAM;
            case "frr" -> Kind.FRR;
            case "bird" -> Kind.BIRD;
            case "vm", "generic_vm", "openbsd", "freebsd" -> Kind.VM;
            // Containers that run somebody's programs, generators of traffic among them.
            case "linux",
                    "ext-container",
                    "k8s-kind",
                    "border0",
                    "mysocketio",
                    "ostinato",
                    "spirent_stc",
                    "keysight_ixia-c",
                    "keysight_ixia-c-one" -> Kind.LINUX;
            // All others are routers of some maker.
            default -> Kind.ROUTER;
        };
    }
}
