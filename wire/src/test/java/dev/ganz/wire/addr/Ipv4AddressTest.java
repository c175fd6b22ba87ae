package dev.ganz.wire.addr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import org.junit.jupiter.api.Test;

class Ipv4AddressTest {
    @Test
    void readsWhatItWrites() {
        Property.forAll(Gen.integers(Integer.MIN_VALUE, Integer.MAX_VALUE), value -> {
            Ipv4Address address = new Ipv4Address(value);
            assertThat(Ipv4Address.parse(address.toString())).isEqualTo(address);
            assertThat(Ipv4Address.of(address.octets(), 0)).isEqualTo(address);
        });
    }

    @Test
    void saysWhichCharacterIsWrong() {
        refuses(
                "10.0.0.256",
                7,
                "\"10.0.0.256\" is not an IPv4 address: "
                        + "expected a number from 0 to 255 at character 8, found 256");
        refuses("10.0.0", 6, "\"10.0.0\" is not an IPv4 address: expected '.' at character 7, found the end");
        refuses(
                "10.00.0.1",
                3,
                "\"10.00.0.1\" is not an IPv4 address: "
                        + "expected a number from 0 to 255 without leading zeros at character 4, found 00");
        refuses(
                "10.0.0.1 ",
                8,
                "\"10.0.0.1 \" is not an IPv4 address: expected nothing more at character 9, found ' '");
        refuses("", 0, "\"\" is not an IPv4 address: expected a number from 0 to 255 at character 1, found the end");
        refuses(
                "10..0.1",
                3,
                "\"10..0.1\" is not an IPv4 address: expected a number from 0 to 255 at character 4, found '.'");
    }

    @Test
    void refusesDigitsOfOtherScriptsAndShowsNoControlCharacters() {
        assertThatThrownBy(() -> Ipv4Address.parse("\u0661.2.3.4")).isInstanceOf(MalformedAddress.class);
        assertThatThrownBy(() -> Ipv4Address.parse("1\u001b[31m.2.3.4"))
                .hasMessage("\"1\ufffd[31m.2.3.4\" is not an IPv4 address: expected '.' at character 2, found U+001B");
        assertThatThrownBy(() -> Ipv4Address.parse("9".repeat(1_000_000)))
                .hasMessageContaining("…")
                .satisfies(error -> assertThat(error.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void tellsTheKindsOfAddresses() {
        assertThat(Ipv4Address.parse("127.255.0.1").isLoopback()).isTrue();
        assertThat(Ipv4Address.parse("128.0.0.1").isLoopback()).isFalse();
        assertThat(Ipv4Address.parse("223.255.255.255").isMulticast()).isFalse();
        assertThat(Ipv4Address.parse("224.0.0.0").isMulticast()).isTrue();
        assertThat(Ipv4Address.parse("239.255.255.255").isMulticast()).isTrue();
        assertThat(Ipv4Address.parse("240.0.0.0").isMulticast()).isFalse();
        assertThat(Ipv4Address.parse("169.254.0.1").isLinkLocal()).isTrue();
        assertThat(Ipv4Address.parse("169.253.0.1").isLinkLocal()).isFalse();
        assertThat(Ipv4Address.UNSPECIFIED.isUnspecified()).isTrue();
        assertThat(Ipv4Address.BROADCAST.isBroadcast()).isTrue();
        assertThat(Ipv4Address.BROADCAST.isMulticast()).isFalse();
    }

    @Test
    void mapsGroupsToEthernet() {
        // RFC 1112, section 6.4: the low 23 bits; 32 groups share an address.
        assertThat(Ipv4Address.ALL_SYSTEMS.multicastMac()).hasToString("01:00:5e:00:00:01");
        assertThat(Ipv4Address.parse("239.255.255.250").multicastMac()).hasToString("01:00:5e:7f:ff:fa");
        assertThat(Ipv4Address.parse("224.127.255.250").multicastMac()).hasToString("01:00:5e:7f:ff:fa");
        assertThatThrownBy(Ipv4Address.LOOPBACK::multicastMac).isInstanceOf(IllegalStateException.class);
    }

    private static void refuses(String text, int offset, String message) {
        assertThatThrownBy(() -> Ipv4Address.parse(text))
                .isInstanceOfSatisfying(
                        MalformedAddress.class,
                        error -> assertThat(error.offset()).isEqualTo(offset))
                .hasMessage(message);
    }
}
