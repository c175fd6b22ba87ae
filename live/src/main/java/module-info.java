/**
 * A lab in real time, on Linux. {@code live} starts and serves a lab, {@code live.control} is how other processes talk to it,
 * {@code live.node} makes its nodes and joins them, {@code live.wires} runs the links that the kernel cannot express.
 */
@org.jspecify.annotations.NullMarked
module dev.ganz.live {
    requires static transitive org.jspecify;
    requires transitive dev.ganz.lab;
    requires transitive dev.ganz.linux;
    requires dev.ganz.stack;
    requires tools.jackson.core;

    exports dev.ganz.live;
    exports dev.ganz.live.control;
}
