package dev.ganz.lab.addressing;

import static dev.ganz.lab.addressing.TestLab.addresses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Node;
import dev.ganz.lab.StaticRoute;
import dev.ganz.lab.graph.Generators;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.IpPrefix;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.MacAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddressingTest {
    private static Lab complete(TestLab lab) {
        return Addressing.complete(lab.lab());
    }

    /** The IPv4 addresses of an interface, as text. */
    private static List<String> ipv4(Lab lab, String end) {
        return TestLab.port(lab, TestLab.end(end)).addresses().stream()
                .filter(address -> address.address().bits() == Ipv4Address.BITS)
                .map(InterfaceAddress::toString)
                .toList();
    }

    private static List<IpAddress> gateways(Lab lab, String node) {
        return TestLab.node(lab, node).gateways();
    }

    @Test
    void givesACableTwoAddressesAndRoutersLoopbacks() {
        Lab lab = complete(new TestLab().routers("a", "b").link("a:eth1", "b:eth1"));

        assertThat(ipv4(lab, "a:eth1")).containsExactly("10.192.0.0/31");
        assertThat(ipv4(lab, "b:eth1")).containsExactly("10.192.0.1/31");
        assertThat(TestLab.node(lab, "a").loopbacks()).first().hasToString("10.224.0.1/32");
        assertThat(TestLab.node(lab, "b").loopbacks()).first().hasToString("10.224.0.2/32");
        InterfaceAddress ipv6 =
                TestLab.port(lab, TestLab.end("b:eth1")).addresses().get(1);
        assertThat(ipv6.prefixLength()).isEqualTo(127);
        assertThat(TestLab.interfaceAddress("fd00::/8").prefix().contains(ipv6.address()))
                .isTrue();
    }

    @Test
    void givesAHostTheRouterOnItsSegmentAsGateway() {
        Lab lab = complete(new TestLab()
                .hosts("a", "b")
                .switches("sw")
                .routers("r2", "r10")
                .link("a:eth1", "sw:p1")
                .link("b:eth1", "sw:p2")
                .link("r10:eth1", "sw:p3")
                .link("r2:eth1", "sw:p4"));

        assertThat(ipv4(lab, "r2:eth1")).containsExactly("10.0.0.1/24");
        assertThat(ipv4(lab, "r10:eth1")).containsExactly("10.0.0.2/24");
        assertThat(ipv4(lab, "a:eth1")).containsExactly("10.0.0.3/24");
        assertThat(gateways(lab, "a"))
                .containsExactly(
                        TestLab.address("10.0.0.1"),
                        TestLab.port(lab, TestLab.end("r2:eth1"))
                                .addresses()
                                .get(1)
                                .address());
        assertThat(gateways(lab, "b")).isEqualTo(gateways(lab, "a"));
        assertThat(gateways(lab, "r2")).isEmpty();
    }

    @Test
    void keepsAGivenGatewayAndCompletesTheOtherFamily() {
        Lab lab = complete(new TestLab()
                .hosts("a")
                .switches("sw")
                .routers("r1", "r2")
                .link("a:eth1", "sw:p1")
                .link("r1:eth1", "sw:p2")
                .link("r2:eth1", "sw:p3")
                .port("a:eth1", "10.1.0.10/24")
                .port("r1:eth1", "10.1.0.1/24")
                .port("r2:eth1", "10.1.0.2/24")
                .gateway("a", "10.1.0.2"));

        assertThat(gateways(lab, "a"))
                .containsExactly(
                        TestLab.address("10.1.0.2"),
                        TestLab.port(lab, TestLab.end("r1:eth1"))
                                .addresses()
                                .get(1)
                                .address());
    }

    @Test
    void givesNoGatewayBesideADefaultRoute() {
        Lab lab = complete(new TestLab()
                .hosts("a")
                .routers("r")
                .link("a:eth1", "r:eth1")
                .route("a", "0.0.0.0/0", new StaticRoute.Device("eth1")));

        assertThat(gateways(lab, "a"))
                .singleElement()
                .satisfies(gateway -> assertThat(gateway.bits()).isEqualTo(128));
    }

    @Test
    void aRouterTakesTheAddressThatAHostNamesAsItsGateway() {
        Lab lab = complete(new TestLab()
                .hosts("hq", "other")
                .switches("sw")
                .routers("core", "edge")
                .link("hq:eth1", "sw:p1")
                .link("other:eth1", "sw:p2")
                .link("core:eth1", "sw:p3")
                .link("edge:eth1", "sw:p4")
                .port("hq:eth1", "10.1.0.10/24")
                .gateway("hq", "10.1.0.254"));

        assertThat(ipv4(lab, "core:eth1")).containsExactly("10.1.0.254/24");
        assertThat(ipv4(lab, "edge:eth1")).containsExactly("10.1.0.1/24");
        assertThat(ipv4(lab, "other:eth1")).containsExactly("10.1.0.2/24");
        assertThat(gateways(lab, "other")).contains(TestLab.address("10.1.0.254"));
    }

    @Test
    void theOtherRouterTakesTheAddressThatARouterSendsThrough() {
        Lab lab = complete(new TestLab()
                .routers("a", "b")
                .link("a:eth1", "b:eth1")
                .port("a:eth1", "10.1.0.1/24")
                .route("a", "10.9.0.0/16", new StaticRoute.ViaAddress(TestLab.address("10.1.0.9"))));

        assertThat(ipv4(lab, "b:eth1")).containsExactly("10.1.0.9/24");
    }

    @Test
    void fillsAGivenNetworkAroundTheAddressesInUse() {
        Lab lab = complete(new TestLab()
                .hosts("a", "b", "c")
                .switches("sw")
                .link("a:eth1", "sw:p1")
                .link("b:eth1", "sw:p2")
                .link("c:eth1", "sw:p3")
                .port("b:eth1", "192.168.5.1/29", "fd00:5::1/64"));

        assertThat(addresses(lab, "a:eth1"))
                .containsExactly(
                        "192.168.5.2/29",
                        TestLab.interfaceAddress("fd00:5::2/64").toString());
        assertThat(ipv4(lab, "c:eth1")).containsExactly("192.168.5.3/29");
    }

    @Test
    void refusesAGivenNetworkThatIsTooSmall() {
        TestLab lab = new TestLab()
                .hosts("a", "b", "c")
                .switches("sw")
                .link("a:eth1", "sw:p1")
                .link("b:eth1", "sw:p2")
                .link("c:eth1", "sw:p3")
                .port("b:eth1", "192.168.5.1/30");

        assertThatThrownBy(() -> complete(lab))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("no address of 192.168.5.0/30 is left for c:eth1;"
                        + " give the interfaces of its segment addresses in a larger network");
    }

    @Test
    void neverOverlapsAnythingThatTheLabSays() {
        Lab lab = complete(new TestLab()
                .hosts("a", "b", "c", "d", "z")
                .switches("s1", "s2")
                .routers("r")
                .link("a:eth1", "s1:p1")
                .link("b:eth1", "s2:p1")
                .link("c:eth1", "r:eth1")
                .link("z:eth1", "d:eth1")
                .port("z:eth1", "10.0.0.7/23")
                .loopback("r", "10.192.0.1/32")
                .route("r", "10.0.2.0/24", new StaticRoute.Blackhole())
                .route("r", "10.0.0.0/8", new StaticRoute.Unreachable()));

        assertThat(ipv4(lab, "a:eth1")).containsExactly("10.0.3.1/24");
        assertThat(ipv4(lab, "b:eth1")).containsExactly("10.0.4.1/24");
        assertThat(ipv4(lab, "r:eth1")).containsExactly("10.192.0.2/31");
        assertThat(ipv4(lab, "d:eth1")).containsExactly("10.0.0.1/23");
    }

    /** Somebody copies addresses that Ganz gave into the lab file: the others stay as they are. */
    @Test
    void stepsOverGivenNetworksWithinTheLabsOwnSite() {
        TestLab lab = new TestLab()
                .hosts("a", "b", "c", "d")
                .switches("s1", "s2")
                .routers("r1", "r2")
                .link("a:eth1", "s1:p1")
                .link("b:eth1", "s2:p1")
                .link("c:eth1", "r1:eth1")
                .link("d:eth1", "r2:eth1");
        Lab before = complete(lab);
        for (String end : List.of("a:eth1", "c:eth1")) {
            TestLab.port(before, TestLab.end(end)).addresses().forEach(address -> lab.port(end, address));
        }
        TestLab.node(before, "r1").loopbacks().forEach(address -> lab.loopback("r1", address));

        assertThat(complete(lab)).isEqualTo(before);
    }

    @Test
    void takesTheNextSiteWhenAPrefixCoversTheLabsOwn() {
        TestLab lab =
                new TestLab().hosts("a", "b", "c", "d").link("a:eth1", "b:eth1").link("c:eth1", "d:eth1");
        IpAddress own = TestLab.port(complete(lab), TestLab.end("c:eth1"))
                .addresses()
                .get(1)
                .address();
        lab.port("a:eth1", new InterfaceAddress(own.plus(5), 48));

        IpAddress moved = TestLab.port(complete(lab), TestLab.end("c:eth1"))
                .addresses()
                .get(1)
                .address();

        assertThat(new IpPrefix(own, 48).contains(moved)).isFalse();
        assertThat(new IpPrefix(own, 40).contains(moved)).isTrue();
    }

    @Test
    void movesToOtherPrivateAddressesWhenOnePrefixTakesAllOfTen() {
        Lab lab = complete(new TestLab()
                .hosts("a", "b", "c")
                .switches("s")
                .routers("r")
                .link("a:eth1", "b:eth1")
                .port("a:eth1", "10.0.0.1/8")
                .link("c:eth1", "s:p1")
                .link("r:eth1", "s:p2")
                .link("r:eth2", "c:eth2"));

        assertThat(ipv4(lab, "b:eth1")).containsExactly("10.0.0.2/8");
        assertThat(ipv4(lab, "r:eth1")).containsExactly("172.16.0.1/24");
        assertThat(ipv4(lab, "r:eth2")).containsExactly("172.28.0.0/31");
        assertThat(TestLab.node(lab, "r").loopbacks()).first().hasToString("172.30.0.0/32");
    }

    @Test
    void saysThatThePrivateAddressesAreExhausted() {
        TestLab lab = new TestLab()
                .hosts("a", "b", "c", "d", "e", "f")
                .link("a:eth1", "b:eth1")
                .link("c:eth1", "d:eth1")
                .link("e:eth1", "f:eth1")
                .port("a:eth1", "10.0.0.1/8")
                .port("c:eth1", "172.16.0.1/12");

        assertThatThrownBy(() -> complete(lab))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("no IPv4 addresses are left for point-to-point networks");
    }

    @Test
    void saysThatTheUniqueLocalAddressesAreExhausted() {
        TestLab lab = new TestLab()
                .hosts("a", "b", "c", "d")
                .link("a:eth1", "b:eth1")
                .link("c:eth1", "d:eth1")
                .port("a:eth1", "fd00::1/8");

        assertThatThrownBy(() -> complete(lab))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("the lab's own IPv6 prefixes leave no /48 of fd00::/8");
    }

    @Test
    void aNetworkIsAsLargeAsItsSegment() {
        TestLab lab = new TestLab().switches("s");
        for (int i = 1; i <= 255; i++) {
            lab.hosts("h" + i).link("h" + i + ":eth1", "s:p" + i);
        }
        Lab complete = complete(lab);

        assertThat(ipv4(complete, "h1:eth1")).containsExactly("10.0.0.1/23");
        assertThat(ipv4(complete, "h255:eth1")).containsExactly("10.0.0.255/23");
        assertThat(ipv4(
                        complete(lab.hosts("i1", "i2")
                                .switches("s2")
                                .link("i1:eth1", "s2:p1")
                                .link("i2:eth1", "s2:p2")),
                        "i1:eth1"))
                .containsExactly("10.0.2.1/24");
    }

    @Test
    void aLinkLocalAddressLeavesTheInterfaceOpen() {
        Lab lab =
                complete(new TestLab().hosts("a", "b").link("a:eth1", "b:eth1").port("a:eth1", "fe80::1/64"));

        assertThat(addresses(lab, "a:eth1")).hasSize(3);
        assertThat(addresses(lab, "b:eth1")).hasSize(2);
    }

    @Test
    void anInterfaceWithoutACableGetsAMacAddressAlone() {
        Lab lab = complete(new TestLab().hosts("a").port("a:eth1"));

        assertThat(addresses(lab, "a:eth1")).isEmpty();
        assertThat(TestLab.port(lab, TestLab.end("a:eth1")).mac()).isPresent();
    }

    @Test
    void switchesGetMacAddressesAlone() {
        Lab lab = complete(new TestLab().switches("s").hosts("a").link("s:p1", "a:eth1"));

        assertThat(addresses(lab, "s:p1")).isEmpty();
        assertThat(TestLab.port(lab, TestLab.end("s:p1")).mac()).isPresent();
    }

    @Test
    void givesMacAddressesAloneWhereAutomaticAddressesAreOff() {
        Lab lab =
                complete(new TestLab().automatic(false).hosts("a").routers("r").link("a:eth1", "r:eth1"));

        assertThat(addresses(lab, "a:eth1")).isEmpty();
        assertThat(TestLab.node(lab, "r").loopbacks()).isEmpty();
        assertThat(TestLab.node(lab, "a").gateways()).isEmpty();
        assertThat(TestLab.port(lab, TestLab.end("a:eth1")).mac()).isPresent();
    }

    @Test
    void macAddressesAreLocallyAdministeredAndKeepOutOfTheWayOfGivenOnes() {
        MacAddress wanted = TestLab.port(
                        complete(new TestLab().hosts("a", "b").link("a:eth1", "b:eth1")), TestLab.end("a:eth1"))
                .mac()
                .orElseThrow();
        Lab lab =
                complete(new TestLab().hosts("a", "b").link("a:eth1", "b:eth1").mac("b:eth1", wanted));

        assertThat(wanted.value() >>> 40).isEqualTo(0x02);
        assertThat(TestLab.port(lab, TestLab.end("b:eth1")).mac()).contains(wanted);
        assertThat(TestLab.port(lab, TestLab.end("a:eth1")).mac())
                .contains(new MacAddress(wanted.value() & 0xff_0000_0000_00L | wanted.value() + 1 & 0xff_ffff_ffffL));
    }

    @Test
    void refusesOneAddressOnTwoInterfaces() {
        TestLab lab = new TestLab()
                .hosts("b", "a")
                .link("a:eth1", "b:eth1")
                .port("b:eth1", "10.1.0.1/24")
                .port("a:eth1", "10.1.0.1/24");

        assertThatThrownBy(() -> complete(lab))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("10.1.0.1 is given to both a:eth1 and b:eth1; give one of them another address");
    }

    @Test
    void refusesOneNetworkOnTwoSegments() {
        TestLab lab = new TestLab()
                .hosts("a", "b")
                .routers("r")
                .link("a:eth1", "r:eth1")
                .link("b:eth1", "r:eth2")
                .port("a:eth1", "10.1.0.1/24")
                .port("b:eth1", "10.1.0.2/24");

        assertThatThrownBy(() -> complete(lab))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("10.1.0.0/24 is the network of both a:eth1 and b:eth1");
    }

    @Test
    void refusesAGatewayThatNoInterfaceReaches() {
        TestLab lab =
                new TestLab().hosts("a").routers("r").link("a:eth1", "r:eth1").gateway("a", "192.168.1.1");

        assertThatThrownBy(() -> complete(lab))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("a has the gateway 192.168.1.1, but none of its interfaces");
    }

    @Test
    void labsOfDifferentNamesHaveDifferentSites() {
        TestLab one = new TestLab("one").hosts("a", "b").link("a:eth1", "b:eth1");
        TestLab two = new TestLab("two").hosts("a", "b").link("a:eth1", "b:eth1");

        assertThat(addresses(complete(one), "a:eth1")).isNotEqualTo(addresses(complete(two), "a:eth1"));
    }

    @Test
    void addressesALabOfFiftyThousandRouters() {
        Lab lab = Addressing.complete(Generators.randomTree(50_000, 3));
        Set<IpAddress> seen = new HashSet<>();
        Set<MacAddress> macs = new HashSet<>();
        for (Node node : lab.nodes()) {
            node.loopbacks()
                    .forEach(address -> assertThat(seen.add(address.address())).isTrue());
            node.interfaces().forEach(port -> {
                assertThat(macs.add(port.mac().orElseThrow())).isTrue();
                port.addresses()
                        .forEach(address ->
                                assertThat(seen.add(address.address())).isTrue());
            });
        }
        assertThat(seen).hasSize(2 * 50_000 + 4 * 49_999);
    }
}
