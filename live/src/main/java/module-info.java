/**
 * A lab in real time, on Linux. {@code live} starts and serves a lab, {@code live.control} is how other processes talk to it,
 * {@code live.node} makes its nodes and joins them, {@code live.wires} runs the links that the kernel cannot express, {@code
 * live.scenario} traffic, faults and expectations, {@code live.loop} is the thread that waits for what comes.
 */
@org.jspecify.annotations.NullMarked
module dev.ganz.live {
    requires static transitive org.jspecify;
    requires transitive dev.ganz.lab;
    requires transitive dev.ganz.linux;
    requires transitive dev.ganz.stack;
    requires tools.jackson.core;

    exports dev.ganz.live;
    exports dev.ganz.live.control;
}
