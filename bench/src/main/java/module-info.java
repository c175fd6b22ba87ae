/** Measurements of hot paths, by JMH, and of whole runs. Not shipped. */
@org.jspecify.annotations.NullMarked
module dev.ganz.bench {
    requires dev.ganz.lab;
    requires dev.ganz.sim;
    requires dev.ganz.stack;
    requires dev.ganz.wire;
    requires jdk.management;
    requires jmh.core;
    requires static org.jspecify;
}
