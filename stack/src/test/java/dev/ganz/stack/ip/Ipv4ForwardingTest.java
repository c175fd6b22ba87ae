package dev.ganz.stack.ip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.routing.Route;
import dev.ganz.wire.Icmpv4;
import org.junit.jupiter.api.Test;

class Ipv4ForwardingTest {
    private final Network network = new Network();
    private final Network.Place left = network.add("left", 1, 1500);
    private final Network.Place middle = network.add("middle", 2, 1500);
    private final Network.Place right = network.add("right", 1, 1500);

    private IpNode host(Network.Place place, String address, String gateway) {
        return place.start(Nodes.host("host", address, gateway));
    }

    private void connect() {
        network.wire(left, 0, middle, 0, Network.MILLISECOND);
        network.wire(middle, 1, right, 0, 2 * Network.MILLISECOND);
        middle.start(Nodes.router("middle", new FixedRoutes(), "10.0.1.1/24", "10.0.2.1/24"));
    }

    @Test
    void carriesAnEchoThroughARouterAfterBothSidesWereResolved() {
        connect();
        IpNode one = host(left, "10.0.1.2/24", "10.0.1.1");
        host(right, "10.0.2.2/24", "10.0.2.1");
        Replies replies = new Replies(network);
        PingSocket socket = one.ping(4, replies);

        socket.send(Addresses.address("10.0.2.2"), 1, 56);
        network.run(Network.SECOND);
        socket.send(Addresses.address("10.0.2.2"), 2, 56);
        network.run(2 * Network.SECOND);

        assertThat(replies.replies)
                .containsExactly(
                        new Replies.Reply("10.0.2.2", 1, 56, 12 * Network.MILLISECOND),
                        new Replies.Reply("10.0.2.2", 2, 56, 6 * Network.MILLISECOND));
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void saysThatAHostDoesNotAnswerArp() {
        connect();
        IpNode one = host(left, "10.0.1.2/24", "10.0.1.1");
        host(right, "10.0.2.2/24", "10.0.2.1");
        Replies replies = new Replies(network);

        one.ping(4, replies).send(Addresses.address("10.0.2.9"), 7, 8);
        network.run(5 * Network.SECOND);

        assertThat(replies.errors)
                .containsExactly(Replies.error(
                        "10.0.1.1", "10.0.2.9", Icmpv4.DESTINATION_UNREACHABLE, Icmpv4.DestinationUnreachable.HOST, 0));
        assertThat(middle.reasons()).containsExactly(DropReason.NO_NEIGHBOUR);
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void saysThatThereIsNoRoute() {
        connect();
        IpNode one = host(left, "10.0.1.2/24", "10.0.1.1");
        Replies replies = new Replies(network);

        one.ping(4, replies).send(Addresses.address("192.0.2.1"), 7, 8);
        network.run(5 * Network.SECOND);

        assertThat(replies.errors)
                .containsExactly(Replies.error(
                        "10.0.1.1",
                        "192.0.2.1",
                        Icmpv4.DESTINATION_UNREACHABLE,
                        Icmpv4.DestinationUnreachable.NETWORK,
                        0));
        assertThat(middle.reasons()).containsExactly(DropReason.NO_ROUTE);
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void dropsInSilenceWhatARouteSaysToDrop() {
        network.wire(left, 0, middle, 0, Network.MILLISECOND);
        middle.start(Nodes.router(
                "middle", new FixedRoutes().add("192.0.2.0/24", new Route.Blackhole()), "10.0.1.1/24", "10.0.2.1/24"));
        IpNode one = host(left, "10.0.1.2/24", "10.0.1.1");
        Replies replies = new Replies(network);

        one.ping(4, replies).send(Addresses.address("192.0.2.1"), 7, 8);
        network.run(5 * Network.SECOND);

        assertThat(replies.errors).isEmpty();
        assertThat(middle.reasons()).containsExactly(DropReason.BLACKHOLE);
    }

    @Test
    void reachesItself() {
        IpNode one = host(left, "10.0.1.2/24", "10.0.1.1");
        Replies replies = new Replies(network);

        one.ping(4, replies).send(Addresses.address("10.0.1.2"), 1, 0);
        network.run(Network.SECOND);

        assertThat(replies.replies).containsExactly(new Replies.Reply("10.0.1.2", 1, 0, 0));
        assertThat(network.framesOut()).isZero();
    }
}
