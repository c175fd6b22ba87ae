package dev.ganz.stack.ip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.routing.Route;
import dev.ganz.wire.Icmpv6;
import org.junit.jupiter.api.Test;

class Ipv6ForwardingTest {
    private static final String RIGHT = "fd00:2::2";

    private final Network network = new Network();
    private final Network.Place left = network.add("left", 1, 1500);
    private final Network.Place middle = network.add("middle", 2, 1500);
    private final Network.Place right = network.add("right", 1, 1500);
    private final FixedRoutes routes = new FixedRoutes();
    private final Replies replies = new Replies(network);

    private PingSocket connect() {
        network.wire(left, 0, middle, 0, Network.MILLISECOND);
        network.wire(middle, 1, right, 0, 2 * Network.MILLISECOND);
        middle.start(Nodes.router("middle", routes, "fd00:1::1/64", "fd00:2::1/64"));
        IpNode one = left.start(Nodes.host("left", "fd00:1::2/64", "fd00:1::1"));
        right.start(Nodes.host("right", "fd00:2::2/64", "fd00:2::1"));
        return one.ping(4, replies);
    }

    @Test
    void carriesAnEchoThroughARouterAfterBothSidesWereResolved() {
        PingSocket socket = connect();

        socket.send(Addresses.address(RIGHT), 1, 56);
        network.run(Network.SECOND);
        socket.send(Addresses.address(RIGHT), 2, 56);
        network.run(2 * Network.SECOND);

        assertThat(replies.replies)
                .containsExactly(
                        new Replies.Reply("fd00:2:0:0:0:0:0:2", 1, 56, 12 * Network.MILLISECOND),
                        new Replies.Reply("fd00:2:0:0:0:0:0:2", 2, 56, 6 * Network.MILLISECOND));
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void saysThatAHostDoesNotAnswerNeighbourDiscovery() {
        PingSocket socket = connect();

        socket.send(Addresses.address("fd00:2::9"), 7, 8);
        network.run(5 * Network.SECOND);

        assertThat(replies.errors)
                .containsExactly(Replies.error(
                        "fd00:1::1",
                        "fd00:2::9",
                        Icmpv6.DESTINATION_UNREACHABLE,
                        Icmpv6.DestinationUnreachable.ADDRESS,
                        0));
        assertThat(middle.reasons()).containsExactly(DropReason.NO_NEIGHBOUR);
        assertThat(network.framesOut()).isZero();
    }

    @Test
    void saysThatThereIsNoRoute() {
        PingSocket socket = connect();

        socket.send(Addresses.address("2001:db8::1"), 7, 8);
        network.run(5 * Network.SECOND);

        assertThat(replies.errors)
                .containsExactly(Replies.error(
                        "fd00:1::1",
                        "2001:db8::1",
                        Icmpv6.DESTINATION_UNREACHABLE,
                        Icmpv6.DestinationUnreachable.NO_ROUTE,
                        0));
        assertThat(middle.reasons()).containsExactly(DropReason.NO_ROUTE);
    }

    @Test
    void saysThatARouteRejects() {
        routes.add("2001:db8::/32", new Route.Unreachable());
        PingSocket socket = connect();

        socket.send(Addresses.address("2001:db8::1"), 7, 8);
        network.run(5 * Network.SECOND);

        assertThat(replies.errors)
                .extracting(IcmpError::code)
                .containsExactly(Icmpv6.DestinationUnreachable.REJECT_ROUTE);
    }

    @Test
    void reachesItselfAndTheLinkLocalAddressOfItsNeighbour() {
        PingSocket socket = connect();

        socket.send(Addresses.address("fd00:1::2"), 1, 0);
        socket.send(Addresses.address("fe80::ff:fe00:200"), 2, 0); // 02:00:00:00:02:00, the router
        network.run(Network.SECOND);

        assertThat(replies.replies)
                .containsExactly(
                        new Replies.Reply("fd00:1:0:0:0:0:0:2", 1, 0, 0),
                        new Replies.Reply("fe80:0:0:0:0:ff:fe00:200", 2, 0, 4 * Network.MILLISECOND));
        assertThat(network.framesOut()).isZero();
    }
}
