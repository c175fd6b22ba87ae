/**
 * Bytes and protocols. {@code wire} holds one header a file pair (view and value), {@code wire.addr} the addresses,
 * {@code wire.pcap} capture files.
 */
@org.jspecify.annotations.NullMarked
module dev.ganz.wire {
    requires static transitive org.jspecify;

    exports dev.ganz.wire;
    exports dev.ganz.wire.addr;
    exports dev.ganz.wire.pcap;
}
