/**
 * Behaviour without a clock. {@code stack} holds the contract between a world and its devices, {@code stack.channel} one
 * direction of a link, {@code stack.bridge} the switch, {@code stack.ip} host and router, {@code stack.routing} shortest paths,
 * {@code stack.traffic} datagrams by the clock.
 */
@org.jspecify.annotations.NullMarked
module dev.ganz.stack {
    requires static transitive org.jspecify;
    requires transitive dev.ganz.lab;
    requires transitive dev.ganz.wire;

    exports dev.ganz.stack;
    exports dev.ganz.stack.channel;
    exports dev.ganz.stack.bridge;
    exports dev.ganz.stack.ip;
    exports dev.ganz.stack.routing;
    exports dev.ganz.stack.traffic;
}
