/** What a lab is. {@code lab} holds the model, {@code lab.file} the lab file, {@code lab.graph} maps, {@code lab.addressing} addresses, {@code lab.unit} quantities. */
@org.jspecify.annotations.NullMarked
module dev.ganz.lab {
    requires static transitive org.jspecify;
    requires java.xml;
    requires transitive dev.ganz.wire;
    requires org.snakeyaml.engine;

    exports dev.ganz.lab;
    exports dev.ganz.lab.addressing;
    exports dev.ganz.lab.check;
    exports dev.ganz.lab.file;
    exports dev.ganz.lab.graph;
    exports dev.ganz.lab.unit;
}
