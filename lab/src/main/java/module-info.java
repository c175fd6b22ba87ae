/** What a lab is. {@code lab} holds the model, {@code lab.file} the lab file, {@code lab.graph} maps, {@code lab.addressing} addresses. */
@org.jspecify.annotations.NullMarked
module dev.ganz.lab {
    requires static transitive org.jspecify;
    requires transitive dev.ganz.wire;

    exports dev.ganz.lab;
    exports dev.ganz.lab.addressing;
    exports dev.ganz.lab.graph;
}
