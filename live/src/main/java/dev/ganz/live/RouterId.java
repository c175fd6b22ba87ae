package dev.ganz.live;

import dev.ganz.lab.Interface;
import dev.ganz.lab.Node;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.Ipv4Address;

/** What routing daemons want to know of a node and its interfaces. */
final class RouterId {
    private RouterId() {}

    /** A network of two, RFC 3021, where nobody needs to be elected. */
    static boolean isPointToPoint(Interface each) {
        return each.addresses().stream()
                .anyMatch(own -> own.address().bits() == Ipv4Address.BITS && own.prefixLength() == 31);
    }

    /** The first IPv4 address of the node: a loopback, if it has one. */
    static String of(Node node) {
        return node.loopbacks().stream()
                .map(InterfaceAddress::address)
                .filter(address -> address.bits() == Ipv4Address.BITS)
                .findFirst()
                .map(Object::toString)
                .orElseGet(() -> node.interfaces().stream()
                        .flatMap(each -> each.addresses().stream())
                        .map(InterfaceAddress::address)
                        .filter(address -> address.bits() == Ipv4Address.BITS)
                        .findFirst()
                        .map(Object::toString)
                        .orElse("0.0.0.1"));
    }
}
