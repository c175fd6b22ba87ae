package dev.ganz.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.linux.Descriptor;
import dev.ganz.linux.Namespace;
import dev.ganz.linux.Room;
import dev.ganz.linux.SyscallException;
import dev.ganz.linux.netlink.RouteSocket.End;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpPrefix;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import dev.ganz.wire.addr.MacAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was asked of the kernel, as iproute2 sees it. */
class RouteSocketTest {
    private static final MacAddress MAC = MacAddress.parse("02:00:00:00:00:07");

    @Test
    void makesAPairBetweenNamespacesWithAddressesAndRoutesInOneExchange() throws Exception {
        Room.enter(() -> {
            try (Descriptor patch = Namespace.NETWORK.current()) {
                Namespace.NETWORK.unshare();
                try (RouteSocket socket = RouteSocket.open()) {
                    socket.set(RouteSocket.LOOPBACK, true);
                    pair(socket, patch);
                    socket.address(2, InterfaceAddress.parse("10.0.0.1/24"));
                    socket.address(2, InterfaceAddress.parse("fd00::1/64"));
                    socket.route(IpPrefix.parse("0.0.0.0/0"), List.of(new Hop(2, Ipv4Address.parse("10.0.0.2"))));
                    socket.route(IpPrefix.parse("::/0"), List.of(new Hop(2, Ipv6Address.parse("fd00::2"))));
                    socket.route(
                            IpPrefix.parse("10.9.0.0/16"),
                            List.of(
                                    new Hop(2, Ipv4Address.parse("10.0.0.3")),
                                    new Hop(2, Ipv4Address.parse("10.0.0.4"))));
                    socket.route(IpPrefix.parse("10.8.0.0/16"), List.of(new Hop(2, null)));
                    socket.refuse(IpPrefix.parse("10.7.0.0/16"), RouteSocket.Refusal.BLACKHOLE);
                    socket.neighbour(2, Ipv4Address.parse("10.0.0.2"), MAC);
                    socket.apply();
                }
                bringUp(patch, 9);
                assertThat(Room.output("ip addr show eth1"))
                        .contains("eth1", "mtu 1400", "LOWER_UP", MAC.toString(), "10.0.0.1/24", "fd00::1/64")
                        .doesNotContain("tentative fd00");
                assertThat(Room.output("ip route"))
                        .contains(
                                "default via 10.0.0.2 dev eth1",
                                "nexthop via 10.0.0.3",
                                "nexthop via 10.0.0.4",
                                "10.8.0.0/16 dev eth1",
                                "blackhole 10.7.0.0/16");
                assertThat(Room.output("ip -6 route")).contains("default via fd00::2 dev eth1");
                assertThat(Room.output("ip neigh")).contains("10.0.0.2 dev eth1 lladdr " + MAC + " PERMANENT");
                // a namespace ends with its last member or descriptor, and the pair with it
                try (Descriptor inside = Namespace.NETWORK.current()) {
                    Namespace.NETWORK.enter(patch);
                    assertThat(Room.output("ip link show p9")).contains("9: p9", "LOWER_UP");
                    Namespace.NETWORK.enter(inside);
                }
            }
        });
    }

    @Test
    void namesTheRequestThatTheKernelRefusesAndItsWords() throws Exception {
        Room.enter(() -> {
            try (Descriptor here = Namespace.NETWORK.current();
                    RouteSocket socket = RouteSocket.open()) {
                pair(socket, here);
                socket.route(IpPrefix.parse("10.9.0.0/16"), List.of(new Hop(2, Ipv4Address.parse("10.0.0.3"))));
                socket.set(2, true);

                assertThatThrownBy(socket::apply)
                        .isInstanceOf(SyscallException.class)
                        .hasMessageStartingWith("add the route to 10.9.0.0/16: ENETUNREACH (network is unreachable)")
                        .hasMessageContaining("Nexthop has invalid gateway");
                socket.apply();
                assertThat(Room.output("ip -br link"))
                        .as("what was right was done")
                        .contains("eth1", "p9");
            }
        });
    }

    @Test
    void replacesAndForgetsRoutesOfBothFamilies() throws Exception {
        Room.enter(() -> {
            try (Descriptor here = Namespace.NETWORK.current();
                    RouteSocket socket = RouteSocket.open()) {
                pair(socket, here);
                socket.set(9, true);
                socket.address(2, InterfaceAddress.parse("10.0.0.1/24"));
                socket.address(2, InterfaceAddress.parse("fd00::1/64"));
                for (String hop : List.of("2", "3")) {
                    socket.route(
                            IpPrefix.parse("10.9.0.0/16"), List.of(new Hop(2, Ipv4Address.parse("10.0.0." + hop))));
                    socket.route(IpPrefix.parse("fd09::/64"), List.of(new Hop(2, Ipv6Address.parse("fd00::" + hop))));
                }
                socket.apply();
                assertThat(Room.output("ip route; ip -6 route"))
                        .contains("10.9.0.0/16 via 10.0.0.3", "fd09::/64 via fd00::3")
                        .doesNotContain("10.0.0.2", "fd00::2");

                socket.route(
                        IpPrefix.parse("fd09::/64"),
                        List.of(new Hop(2, Ipv6Address.parse("fd00::4")), new Hop(2, Ipv6Address.parse("fd00::5"))));
                socket.route(
                        IpPrefix.parse("10.9.0.0/16"),
                        List.of(new Hop(2, Ipv4Address.parse("10.0.0.4")), new Hop(2, Ipv4Address.parse("10.0.0.5"))));
                socket.apply();
                assertThat(Room.output("ip route; ip -6 route"))
                        .contains("via 10.0.0.4", "via 10.0.0.5", "via fd00::4", "via fd00::5")
                        .doesNotContain("10.0.0.3", "fd00::3");

                socket.forget(IpPrefix.parse("10.9.0.0/16"));
                socket.forget(IpPrefix.parse("fd09::/64"));
                socket.apply();
                assertThat(Room.output("ip route; ip -6 route"))
                        .contains("10.0.0.0/24 dev eth1", "fd00::/64 dev eth1")
                        .doesNotContain("10.9.", "fd09:", "via");
                socket.delete(2);
                socket.apply();
                assertThat(Room.output("ip -br link")).doesNotContain("eth1", "p9");
            }
        });
    }

    @Test
    void sendsManyRequestsInParts() throws Exception {
        Room.enter(() -> {
            try (Descriptor here = Namespace.NETWORK.current();
                    RouteSocket socket = RouteSocket.open()) {
                pair(socket, here);
                socket.address(2, InterfaceAddress.parse("10.0.0.1/24"));
                for (int i = 0; i < 5000; i++) {
                    socket.route(
                            IpPrefix.parse("172.16." + i / 256 + "." + i % 256 + "/32"),
                            List.of(new Hop(2, Ipv4Address.parse("10.0.0.2"))));
                }
                socket.apply();
                assertThat(Room.output("ip route | grep -c via").strip()).isEqualTo("5000");
            }
        });
    }

    @Test
    void makesABridgeWithPorts() throws Exception {
        Room.enter(() -> {
            try (Descriptor here = Namespace.NETWORK.current();
                    RouteSocket socket = RouteSocket.open()) {
                socket.bridge(5, "br0", true, 12_300);
                socket.veth(
                        new End(2, "p1", Optional.of(MAC)),
                        1500,
                        Optional.of(5),
                        new End(9, "x", Optional.empty()),
                        here);
                socket.apply();
                assertThat(Room.output("ip -d link show br0"))
                        .contains("stp_state 1", "forward_delay 200", "ageing_time 12300");
                assertThat(Room.output("ip link show master br0")).contains("p1@");
            }
        });
    }

    private static void bringUp(Descriptor namespace, int index) throws SyscallException {
        try (Descriptor here = Namespace.NETWORK.current()) {
            Namespace.NETWORK.enter(namespace);
            try (RouteSocket socket = RouteSocket.open()) {
                socket.set(index, true);
                socket.apply();
            }
            Namespace.NETWORK.enter(here);
        }
    }

    private static void pair(RouteSocket socket, Descriptor other) throws SyscallException {
        socket.veth(
                new End(2, "eth1", Optional.of(MAC)),
                1400,
                Optional.empty(),
                new End(9, "p9", Optional.empty()),
                other);
    }
}
