package dev.ganz.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.linux.Descriptor;
import dev.ganz.linux.Namespace;
import dev.ganz.linux.Room;
import dev.ganz.linux.netlink.RouteSocket.End;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import dev.ganz.wire.addr.MacAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressFilterTest {
    private static final MacAddress NEAR = MacAddress.parse("02:00:00:00:00:01");
    private static final MacAddress FAR = MacAddress.parse("02:00:00:00:00:02");

    @Test
    void dropsWhatNamesAnAddressUntilItIsRemoved() throws Exception {
        Room.enter(() -> {
            try (Descriptor far = Namespace.NETWORK.current()) {
                Namespace.NETWORK.unshare();
                try (RouteSocket socket = RouteSocket.open();
                        AddressFilter filter = AddressFilter.open()) {
                    ends(socket, far);
                    ping("10.0.0.2", true);
                    filter.add("one", List.of("eth1"), List.of(), List.of(octets("10.0.0.2")), List.of());
                    ping("10.0.0.2", false);
                    ping("10.0.0.3", true);
                    ping("fd00::2", true);
                    filter.add("two", List.of("eth1"), List.of(), List.of(), List.of(octets6("fd00::2")));
                    ping("fd00::2", false);
                    filter.remove("one");
                    ping("10.0.0.2", true);
                    filter.add("three", List.of("eth1"), List.of(FAR.octets()), List.of(), List.of());
                    ping("10.0.0.3", false);
                    filter.remove("three");
                    filter.remove("two");
                    ping("fd00::2", true);
                }
            }
        });
    }

    @Test
    void takesMoreAddressesThanFitIntoOneMessage() throws Exception {
        Room.enter(() -> {
            try (Descriptor far = Namespace.NETWORK.current()) {
                Namespace.NETWORK.unshare();
                try (RouteSocket socket = RouteSocket.open();
                        AddressFilter filter = AddressFilter.open()) {
                    ends(socket, far);
                    List<byte[]> many = new ArrayList<>();
                    for (int i = 0; i < 5000; i++) {
                        many.add(new Ipv6Address(0xfd01L << 48, i).octets());
                    }
                    many.add(octets6("fd00::2"));
                    filter.add("many", List.of("eth1"), List.of(), List.of(), many);
                    ping("fd00::2", false);
                    ping("10.0.0.2", true);
                }
            }
        });
    }

    /** A pair between the calling thread's namespace and another one, which has several addresses. */
    private static void ends(RouteSocket socket, Descriptor far) throws Exception {
        socket.veth(
                new End(2, "eth1", Optional.of(NEAR)), 1500, Optional.empty(), new End(9, "p9", Optional.of(FAR)), far);
        socket.address(2, InterfaceAddress.parse("10.0.0.1/24"));
        socket.address(2, InterfaceAddress.parse("fd00::1/64"));
        socket.apply();
        try (Descriptor here = Namespace.NETWORK.current()) {
            Namespace.NETWORK.enter(far);
            try (RouteSocket there = RouteSocket.open()) {
                there.set(9, true);
                for (String address : List.of("10.0.0.2/24", "10.0.0.3/24", "fd00::2/64")) {
                    there.address(9, InterfaceAddress.parse(address));
                }
                there.apply();
            }
            Namespace.NETWORK.enter(here);
        }
        socket.settle(List.of(2));
    }

    private static void ping(String address, boolean answered) throws Exception {
        assertThat(Room.output("ping -c 1 -W 1 " + address))
                .as(address)
                .contains(answered ? " 0% packet loss" : "100% packet loss");
    }

    private static byte[] octets(String address) {
        return Ipv4Address.parse(address).octets();
    }

    private static byte[] octets6(String address) {
        return Ipv6Address.parse(address).octets();
    }
}
