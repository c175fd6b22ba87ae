package dev.ganz.stack.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.lab.Traffic;
import dev.ganz.stack.RandomStream;
import dev.ganz.stack.ip.Addresses;
import dev.ganz.stack.ip.Datagram;
import dev.ganz.stack.ip.IcmpError;
import dev.ganz.stack.ip.IpNode;
import dev.ganz.stack.ip.Network;
import dev.ganz.stack.ip.Nodes;
import dev.ganz.stack.ip.UdpSocket;
import dev.ganz.wire.Icmpv4;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UdpFlowTest {
    private static final int PORT = 5000;

    private final Network network = new Network();
    private final IpNode left;
    private final IpNode right;
    private final Sent sent = new Sent();
    private final Received received = new Received();

    UdpFlowTest() {
        Network.Place one = network.add("left", 1, 1500);
        Network.Place other = network.add("right", 1, 1500);
        network.wire(one, 0, other, 0, 3 * Network.MILLISECOND);
        left = one.start(Nodes.host("left", "10.0.0.1/24 fd00::1/64"));
        right = other.start(Nodes.host("right", "10.0.0.2/24 fd00::2/64"));
    }

    private static final class Sent implements UdpSource.Listener {
        long count;
        long octets;
        boolean ended;
        final List<IcmpError> errors = new ArrayList<>();

        @Override
        public void sent(long sequence, int size) {
            assertThat(sequence).isEqualTo(count);
            count++;
            octets += size;
        }

        @Override
        public void failed(IcmpError error) {
            errors.add(error);
        }

        @Override
        public void ended() {
            ended = true;
        }
    }

    private static final class Received implements UdpSink.Listener {
        record Arrival(long sequence, int octets, long delay, boolean reordered) {}

        final List<Arrival> arrivals = new ArrayList<>();
        final List<Long> duplicates = new ArrayList<>();

        @Override
        public void received(long sequence, int octets, long delay, boolean reordered) {
            arrivals.add(new Arrival(sequence, octets, delay, reordered));
        }

        @Override
        public void duplicated(long sequence, int octets) {
            duplicates.add(sequence);
        }
    }

    private UdpSource flow(String to, int size, long rate, long start, long end) {
        UdpFlow flow = new UdpFlow(Addresses.address(to), PORT, size, rate, start, end, new Traffic.Constant());
        return new UdpSource(left, flow, 0, new RandomStream(1), sent);
    }

    @Test
    void carriesAFlowFromItsStartToItsEnd() {
        new UdpSink(right, PORT, received);
        flow("10.0.0.2", 500, 1_000_000, Network.SECOND, 3 * Network.SECOND); // every 4 ms

        network.run(10 * Network.SECOND);

        assertThat(sent.count).isEqualTo(500);
        assertThat(sent.octets).isEqualTo(250_000);
        assertThat(sent.ended).isTrue();
        assertThat(received.arrivals).hasSize(500);
        assertThat(received.arrivals.getFirst())
                .isEqualTo(new Received.Arrival(0, 500, 9 * Network.MILLISECOND, false)); // ARP, there and back, first
        assertThat(received.arrivals.getLast())
                .isEqualTo(new Received.Arrival(499, 500, 3 * Network.MILLISECOND, false));
        assertThat(received.duplicates).isEmpty();
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void fragmentsWhatIsLargerThanTheLink() {
        new UdpSink(right, PORT, received);
        flow("fd00::2", 40_000, 32_000_000, 0, Network.SECOND); // every 10 ms

        network.run(2 * Network.SECOND);

        assertThat(received.arrivals).hasSize(100);
        assertThat(received.arrivals).allMatch(arrival -> arrival.octets() == 40_000 && !arrival.reordered());
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void tellsLateDatagramsFromThoseThatCameTwice() {
        new UdpSink(right, PORT, received);
        UdpSocket socket = left.udp(null, 0, new Deaf());
        byte[] payload = new byte[Stamp.LENGTH];
        for (long sequence : new long[] {0, 1, 4, 2, 4, 3, 1, 5, 5 + UdpSink.WINDOW, 5}) {
            Stamp.write(payload, 0, network.now(), sequence);
            socket.send(Addresses.address("10.0.0.2"), PORT, payload, 0, payload.length);
        }

        network.run(Network.SECOND);

        assertThat(received.arrivals)
                .extracting(Received.Arrival::sequence)
                .containsExactly(0L, 1L, 4L, 2L, 3L, 5L, 5L + UdpSink.WINDOW, 5L);
        assertThat(received.arrivals)
                .extracting(Received.Arrival::reordered)
                .containsExactly(false, false, false, true, true, false, false, true);
        assertThat(received.duplicates).containsExactly(4L, 1L);
    }

    @Test
    void countsDatagramsThatAreTooShortForAStamp() {
        new UdpSink(right, PORT, received);
        flow("10.0.0.2", 15, 120_000, 0, 10 * Network.MILLISECOND);

        network.run(Network.SECOND);

        assertThat(received.arrivals)
                .hasSize(10)
                .allMatch(arrival -> arrival.octets() == 15 && arrival.delay() == UdpSink.UNKNOWN);
    }

    @Test
    void hearsThatNobodyListens() {
        flow("10.0.0.2", 100, 800_000, 0, 2 * Network.MILLISECOND);

        network.run(Network.SECOND);

        assertThat(sent.errors)
                .hasSize(2)
                .allMatch(error -> error.type() == Icmpv4.DESTINATION_UNREACHABLE
                        && error.code() == Icmpv4.DestinationUnreachable.PORT);
    }

    private static final class Deaf implements UdpSocket.Listener {
        @Override
        public void received(Datagram datagram) {
            throw new AssertionError("a datagram that nobody sent");
        }
    }
}
