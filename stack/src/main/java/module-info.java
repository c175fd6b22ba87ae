/**
 * Behaviour without a clock. {@code stack} holds the contract between a world and its devices, {@code stack.channel} one
 * direction of a link, {@code stack.bridge} the switch, {@code stack.ip} host and router, {@code stack.routing} shortest paths,
 * {@code stack.traffic} datagrams by the clock, {@code stack.scenario} traffic, faults and expectations of a lab in either world,
 * {@code stack.result} what a run found out.
 */
@org.jspecify.annotations.NullMarked
module dev.ganz.stack {
    requires static transitive org.jspecify;
    requires transitive dev.ganz.lab;
    requires transitive dev.ganz.wire;
    requires HdrHistogram;

    exports dev.ganz.stack;
    exports dev.ganz.stack.channel;
    exports dev.ganz.stack.bridge;
    exports dev.ganz.stack.ip;
    exports dev.ganz.stack.result;
    exports dev.ganz.stack.routing;
    exports dev.ganz.stack.scenario;
    exports dev.ganz.stack.traffic;
}
