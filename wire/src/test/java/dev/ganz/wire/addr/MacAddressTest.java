package dev.ganz.wire.addr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"02:00:5e:10:00:0f", "02-00-5E-10-00-0F", "0200.5e10.000F", "02:00:5E:10:00:0f"})
    void readsAllThreeForms(String text) {
        MacAddress address = MacAddress.parse(text);

        assertThat(address).hasToString("02:00:5e:10:00:0f");
        assertThat(MacAddress.of(address.octets(), 0)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "02",
                "02:00:5e:10:00",
                "02:00:5e:10:00:0f:01",
                "02:00-5e:10:00:0f",
                "2:0:5e:10:0:f",
                "02005e10000f",
                "0200.5e10",
                "02:00:5e:10:00:0g",
                "0200.5e10.000f.",
                " 02:00:5e:10:00:0f"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> MacAddress.parse(text)).isInstanceOf(MalformedAddress.class);
    }

    @Test
    void saysWhichCharacterIsWrong() {
        assertThatThrownBy(() -> MacAddress.parse("02:00-5e:10:00:0f"))
                .hasMessage("\"02:00-5e:10:00:0f\" is not a MAC address such as 02:00:5e:10:00:01: "
                        + "expected ':' at character 6, found '-'");
    }

    @Test
    void readsItsBits() {
        assertThat(MacAddress.BROADCAST.isGroup()).isTrue();
        assertThat(MacAddress.BROADCAST.isBroadcast()).isTrue();
        assertThat(MacAddress.parse("01:00:5e:00:00:01").isGroup()).isTrue();
        assertThat(MacAddress.parse("01:00:5e:00:00:01").isLocal()).isFalse();
        assertThat(MacAddress.parse("02:00:00:00:00:01").isLocal()).isTrue();
        assertThat(MacAddress.parse("02:00:00:00:00:01").isGroup()).isFalse();
    }
}
