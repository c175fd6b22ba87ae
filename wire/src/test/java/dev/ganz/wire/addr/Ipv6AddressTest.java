package dev.ganz.wire.addr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6AddressTest {
    /** Addresses with runs of zero groups, which random numbers hardly ever have. */
    private static final Gen<Ipv6Address> ADDRESSES = (random, size) -> {
        long[] halves = new long[2];
        for (int i = 0; i < 8; i++) {
            long group = random.nextBoolean() ? 0 : random.nextInt(1 << 1 + random.nextInt(16));
            halves[i >>> 2] |= group << 48 - 16 * (i & 3);
        }
        return new Ipv6Address(halves[0], halves[1]);
    };

    @ParameterizedTest
    @CsvSource({
        // RFC 4291, section 2.2
        "ABCD:EF01:2345:6789:ABCD:EF01:2345:6789, abcd:ef01:2345:6789:abcd:ef01:2345:6789",
        "2001:DB8:0:0:8:800:200C:417A, 2001:db8::8:800:200c:417a",
        "FF01:0:0:0:0:0:0:101, ff01::101",
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "::, ::",
        "0:0:0:0:0:0:13.1.68.3, ::d01:4403",
        "::FFFF:129.144.52.38, ::ffff:129.144.52.38",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
        // RFC 5952, sections 4.1 to 4.2.3
        "2001:0db8::0001, 2001:db8::1",
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "1::, 1::",
        "fe80::, fe80::",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
    })
    void readsEveryFormAndWritesOne(String text, String canonical) {
        assertThat(Ipv6Address.parse(text)).hasToString(canonical);
    }

    @Test
    void readsWhatItWritesAsTheJdkDoes() {
        Property.forAll(ADDRESSES, address -> {
            String text = address.toString();
            assertThat(Ipv6Address.parse(text)).isEqualTo(address);
            assertThat(Ipv6Address.of(address.octets(), 0)).isEqualTo(address);
            InetAddress theirs = InetAddress.ofLiteral(text);
            if (theirs instanceof Inet6Address) { // a mapped address becomes one of IPv4 there
                assertThat(theirs.getAddress()).isEqualTo(address.octets());
            } else {
                assertThat(address.isIpv4Mapped()).isTrue();
            }
        });
    }

    @Test
    void anyTextIsReadOrRefused() {
        Gen<String> texts = (random, size) -> {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(size / 2 + 1); i > 0; i--) {
                text.append("0123456789abcdefF:::::..%/gG- ".charAt(random.nextInt(30)));
            }
            return text.toString();
        };
        Property.forAll(20_000, texts, text -> {
            try {
                Ipv6Address address = Ipv6Address.parse(text);
                assertThat(InetAddress.ofLiteral(text).getAddress())
                        .endsWith(
                                address.isIpv4Mapped()
                                        ? new Ipv4Address((int) address.low()).octets()
                                        : address.octets());
            } catch (MalformedAddress refused) {
                assertThat(refused.offset()).isBetween(0, text.length());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                ":::",
                "1",
                "1:",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:",
                "1:2:3:4:5:6:7:8:9",
                "::1::",
                "1::2::3",
                ":1::2",
                "12345::",
                "::1:2:3:4:5:6:7:8",
                "1:2:3:4:5:6:7:8::",
                "g::",
                "fe80::1%eth0",
                "::1.2.3",
                "::1.2.3.4.5",
                "::1.2.3.256",
                "1.2.3.4",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1.2.3.4:5",
                "[::1]",
                "::1 ",
                " ::1",
                "::-1",
                "1:2:3:4:5:6:7:8::9",
                "::01.2.3.4"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> Ipv6Address.parse(text)).isInstanceOf(MalformedAddress.class);
    }

    @Test
    void saysWhichCharacterIsWrong() {
        assertThatThrownBy(() -> Ipv6Address.parse("fe80::1%eth0"))
                .hasMessage(
                        "\"fe80::1%eth0\" is not an IPv6 address: expected an address without a zone at character 8, found '%'");
        assertThatThrownBy(() -> Ipv6Address.parse("1::2::3"))
                .hasMessage("\"1::2::3\" is not an IPv6 address: expected \"::\" only once at character 6, found ':'");
        assertThatThrownBy(() -> Ipv6Address.parse("fd00:1"))
                .hasMessage("\"fd00:1\" is not an IPv6 address: "
                        + "expected eight groups, or \"::\" for zeros, at character 7, found the end");
    }

    @Test
    void makesALinkLocalAddressFromAMac() {
        // RFC 2464, section 4, has this example of an interface identifier.
        MacAddress mac = MacAddress.parse("34:56:78:9a:bc:de");

        assertThat(Ipv6Address.linkLocal(mac)).hasToString("fe80::3656:78ff:fe9a:bcde");
        assertThat(Ipv6Address.linkLocal(mac).isLinkLocal()).isTrue();
    }

    @Test
    void derivesGroups() {
        // RFC 4291, section 2.7.1, has this example of a solicited-node address.
        Ipv6Address solicited = Ipv6Address.parse("4037::01:800:200E:8C6C").solicitedNode();

        assertThat(solicited).hasToString("ff02::1:ff0e:8c6c");
        assertThat(Ipv6Address.isSolicitedNode(solicited.high(), solicited.low()))
                .isTrue();
        assertThat(Ipv6Address.isSolicitedNode(Ipv6Address.ALL_NODES.high(), Ipv6Address.ALL_NODES.low()))
                .isFalse();
        assertThat(solicited.multicastMac()).hasToString("33:33:ff:0e:8c:6c");
        assertThat(Ipv6Address.ALL_ROUTERS.multicastMac()).hasToString("33:33:00:00:00:02");
        assertThatThrownBy(Ipv6Address.LOOPBACK::multicastMac).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tellsTheKindsOfAddresses() {
        assertThat(Ipv6Address.parse("fe80::1").isLinkLocal()).isTrue();
        assertThat(Ipv6Address.parse("febf::1").isLinkLocal()).isTrue();
        assertThat(Ipv6Address.parse("fec0::1").isLinkLocal()).isFalse();
        assertThat(Ipv6Address.parse("ff02::1").isMulticast()).isTrue();
        assertThat(Ipv6Address.parse("fd00::1").isUniqueLocal()).isTrue();
        assertThat(Ipv6Address.parse("fe00::1").isUniqueLocal()).isFalse();
        assertThat(Ipv6Address.parse("::1").isLoopback()).isTrue();
        assertThat(Ipv6Address.parse("::2").isLoopback()).isFalse();
        assertThat(Ipv6Address.parse("::").isUnspecified()).isTrue();
    }
}
