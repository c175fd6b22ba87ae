package dev.ganz.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.linux.Descriptor;
import dev.ganz.linux.Namespace;
import dev.ganz.linux.Room;
import dev.ganz.linux.netlink.RouteSocket.End;
import dev.ganz.wire.addr.InterfaceAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForwarderTest {
    @Test
    void joinsTwoInterfacesUntilTheyAreParted() throws Exception {
        Room.enter(() -> {
            try (Descriptor patch = Namespace.NETWORK.current();
                    Forwarder forwarder = Forwarder.open()) {
                Descriptor b = node(patch, 102, "10.0.0.2/24");
                Descriptor a = node(patch, 101, "10.0.0.1/24");
                Namespace.NETWORK.enter(patch);
                try (RouteSocket socket = RouteSocket.open()) {
                    socket.set(101, true);
                    socket.set(102, true);
                    socket.apply();
                }
                forwarder.join("p101", 102);
                forwarder.join("p102", 101);
                forwarder.apply();

                Namespace.NETWORK.enter(a);
                assertThat(Room.output("ping -c 1 -W 2 10.0.0.2")).contains(" 0% packet loss");

                Namespace.NETWORK.enter(patch);
                forwarder.part("p102");
                forwarder.apply();
                Namespace.NETWORK.enter(a);
                assertThat(Room.output("ping -c 1 -W 1 10.0.0.2")).contains("100% packet loss");
                a.close();
                b.close();
            }
        });
    }

    private static Descriptor node(Descriptor patch, int index, String address) throws Exception {
        Namespace.NETWORK.unshare();
        try (RouteSocket socket = RouteSocket.open()) {
            socket.veth(
                    new End(2, "eth1", Optional.empty()),
                    1500,
                    Optional.empty(),
                    new End(index, "p" + index, Optional.empty()),
                    patch);
            socket.address(2, InterfaceAddress.parse(address));
            socket.apply();
        }
        return Namespace.NETWORK.current();
    }
}
