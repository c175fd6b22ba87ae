package dev.ganz.wire.addr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpPrefixTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.1.0.0/16",
                "0.0.0.0/0",
                "10.0.0.1/32",
                "fd00::/8",
                "::/0",
                "fe80::/10",
                "2001:db8::1/128",
                "2001:db8:0:1::/65"
            })
    void readsWhatItWrites(String text) {
        assertThat(IpPrefix.parse(text)).hasToString(text);
        assertThat(InterfaceAddress.parse(text)).hasToString(text);
    }

    @Test
    void refusesBitsBehindTheLength() {
        assertThatThrownBy(() -> IpPrefix.parse("10.1.2.0/16"))
                .hasMessage("\"10.1.2.0/16\" is not a network such as 10.1.0.0/16 or fd00::/8: expected 10.1.0.0/16, "
                        + "with zeros behind the first 16 bits, at character 1, found 10.1.2.0/16");
        assertThat(InterfaceAddress.parse("10.1.2.0/16").prefix()).isEqualTo(IpPrefix.parse("10.1.0.0/16"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "10.0.0.1/",
                "10.0.0.1/33",
                "10.0.0.1/-1",
                "10.0.0.1/08",
                "10.0.0.1/8 ",
                "/8",
                "::/129",
                "10.0.0.1/8/8",
                "10.0.0/8",
                "10.0.0.1:/8",
                "::1%a/64",
                "10.0.0.1/a:b"
            })
    void refusesWhatIsNoAddressWithALength(String text) {
        assertThatThrownBy(() -> InterfaceAddress.parse(text)).isInstanceOf(MalformedAddress.class);
        assertThatThrownBy(() -> IpPrefix.parse(text)).isInstanceOf(MalformedAddress.class);
    }

    @Test
    void saysThatTheLengthIsMissing() {
        assertThatThrownBy(() -> InterfaceAddress.parse("10.0.0.1"))
                .hasMessage("\"10.0.0.1\" is not an address with its prefix length, such as 10.1.0.10/24: "
                        + "expected '/' at character 9, found the end");
    }

    @Test
    void containsItsAddressesAndNoOthers() {
        IpPrefix prefix = IpPrefix.parse("10.1.0.0/16");

        assertThat(List.of("10.1.0.0", "10.1.255.255")).allMatch(text -> prefix.contains(IpAddress.parse(text)));
        assertThat(List.of("10.0.255.255", "10.2.0.0", "::a01:0"))
                .noneMatch(text -> prefix.contains(IpAddress.parse(text)));
        assertThat(prefix.last()).hasToString("10.1.255.255");
        assertThat(IpPrefix.parse("2001:db8:0:1::/65").last()).hasToString("2001:db8:0:1:7fff:ffff:ffff:ffff");
        assertThat(IpPrefix.parse("0.0.0.0/0").last()).isEqualTo(Ipv4Address.BROADCAST);
        assertThat(IpPrefix.parse("fd00::1/128").last()).hasToString("fd00::1");
        assertThat(prefix.overlaps(IpPrefix.parse("10.0.0.0/8"))).isTrue();
        assertThat(prefix.overlaps(IpPrefix.parse("::/0"))).isFalse();
    }

    @Test
    void knowsTheBroadcastOfItsNetwork() {
        InterfaceAddress address = InterfaceAddress.parse("10.1.0.10/24");

        assertThat(address.isBroadcast(Ipv4Address.parse("10.1.0.255"))).isTrue();
        assertThat(address.isBroadcast(Ipv4Address.BROADCAST)).isTrue();
        assertThat(address.isBroadcast(Ipv4Address.parse("10.1.1.255"))).isFalse();
        // RFC 3021: both addresses of a /31 are hosts.
        assertThat(InterfaceAddress.parse("10.1.0.0/31").isBroadcast(Ipv4Address.parse("10.1.0.1")))
                .isFalse();
        assertThat(InterfaceAddress.parse("10.1.0.0/32").isBroadcast(Ipv4Address.parse("10.1.0.0")))
                .isFalse();
    }

    @Test
    void ordersIpv4BeforeIpv6ThenByNumber() {
        assertThat(List.of("fd00::/8", "200.0.0.0/8", "10.0.0.0/16", "10.0.0.0/8", "2001:db8::/32").stream()
                        .map(IpPrefix::parse)
                        .sorted())
                .map(IpPrefix::toString)
                .containsExactly("10.0.0.0/8", "10.0.0.0/16", "200.0.0.0/8", "2001:db8::/32", "fd00::/8");
    }
}
