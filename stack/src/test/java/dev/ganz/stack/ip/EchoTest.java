package dev.ganz.stack.ip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.wire.Icmpv4;
import dev.ganz.wire.Icmpv6;
import dev.ganz.wire.IpProtocol;
import dev.ganz.wire.Ipv4;
import dev.ganz.wire.Ipv6;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EchoTest {
    private final Network network = new Network();
    private final Network.Place place = network.add("host", 1, 1500);

    @BeforeEach
    void start() {
        place.start(Nodes.host("host", "10.0.1.2/24 2001:db8::2/64", "10.0.1.1"));
        place.sent.clear();
    }

    private void asks(String from, String to) {
        if (from.contains(":")) {
            Ipv6 header = Packets.ipv6(from, to, 64, IpProtocol.ICMPV6);
            place.receive(
                    0,
                    Packets.frame(
                            Packets.mac(1, 0),
                            header,
                            Packets.icmp(header, new Icmpv6.EchoRequest(1, 1), Packets.payload(8))));
        } else {
            Ipv4 header = Packets.ipv4(from, to, 64, IpProtocol.ICMP);
            place.receive(
                    0,
                    Packets.frame(
                            Packets.mac(1, 0), header, Packets.icmp(new Icmpv4.EchoRequest(1, 1), Packets.payload(8))));
        }
        network.run(network.now() + Network.SECOND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.1.255", "255.255.255.255", "224.0.0.1", "0.0.0.0", "127.0.0.1", "10.0.1.2"})
    void sendsNoReplyToWhatIsNotOneOtherNode(String source) {
        asks(source, "10.0.1.2");

        assertThat(place.sent).isEmpty();
        assertThat(network.framesOut()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"::", "::1", "ff02::1", "ff0e::1", "2001:db8::2"})
    void sendsNoReplyToWhatIsNotOneOtherNodeOfIpv6(String source) {
        asks(source, "2001:db8::2");

        assertThat(place.sent).isEmpty();
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void asksForTheNeighbourThatAskedForAnEcho() {
        asks("10.0.1.1", "10.0.1.2");
        asks("2001:db8::1", "2001:db8::2");

        assertThat(place.sent)
                .anyMatch(sent -> sent.startsWith("0:ffffffffffff"))
                .anyMatch(sent -> sent.startsWith("0:3333ff000001"));
    }
}
