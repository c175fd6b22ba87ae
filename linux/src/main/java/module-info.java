/**
 * The only native code: system calls by the foreign function interface. {@code linux} holds descriptors, namespaces, mounts,
 * processes and sockets, {@code linux.netlink} what is said to the kernel about links, addresses, routes and forwarding.
 */
@org.jspecify.annotations.NullMarked
module dev.ganz.linux {
    requires static transitive org.jspecify;
    requires transitive dev.ganz.wire;

    exports dev.ganz.linux;
    exports dev.ganz.linux.netlink;
}
