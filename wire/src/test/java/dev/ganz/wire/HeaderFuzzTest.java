package dev.ganz.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.function.Consumer;

/** Replays what fuzzing found; with {@code JAZZER_FUZZ=1} the first method that is asked for looks for more. */
class HeaderFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void ethernet(byte[] octets) {
        refusesOnlyAsDeclared(octets, EthernetTest::readCarelessly);
    }

    @FuzzTest(maxDuration = "60s")
    void arp(byte[] octets) {
        refusesOnlyAsDeclared(octets, ArpTest::readCarelessly);
    }

    @FuzzTest(maxDuration = "60s")
    void ipv4(byte[] octets) {
        refusesOnlyAsDeclared(octets, Ipv4Test::readCarelessly);
    }

    @FuzzTest(maxDuration = "60s")
    void ipv6(byte[] octets) {
        refusesOnlyAsDeclared(octets, Ipv6Test::readCarelessly);
    }

    @FuzzTest(maxDuration = "60s")
    void icmpv4(byte[] octets) {
        refusesOnlyAsDeclared(octets, Icmpv4Test::readCarelessly);
    }

    @FuzzTest(maxDuration = "60s")
    void icmpExtensions(byte[] octets) {
        refusesOnlyAsDeclared(octets, Icmpv4Test::readExtensionsCarelessly);
    }

    @FuzzTest(maxDuration = "60s")
    void icmpv6(byte[] octets) {
        refusesOnlyAsDeclared(octets, Icmpv6Test::readCarelessly);
    }

    @FuzzTest(maxDuration = "60s")
    void udp(byte[] octets) {
        refusesOnlyAsDeclared(octets, UdpTest::readCarelessly);
    }

    @FuzzTest(maxDuration = "60s")
    void tcp(byte[] octets) {
        refusesOnlyAsDeclared(octets, TcpTest::readCarelessly);
    }

    @FuzzTest(maxDuration = "60s")
    void summary(byte[] octets) {
        assertThat(Summary.of(octets, 0, octets.length)).isNotEmpty();
    }

    private static void refusesOnlyAsDeclared(byte[] octets, Consumer<byte[]> reader) {
        try {
            reader.accept(octets);
        } catch (MalformedPacket refused) {
            assertThat(refused.offset()).isBetween(0, octets.length);
        }
    }
}
