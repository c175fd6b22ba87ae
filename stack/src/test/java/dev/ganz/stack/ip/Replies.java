package dev.ganz.stack.ip;

import dev.ganz.wire.addr.IpAddress;
import java.util.ArrayList;
import java.util.List;

/** What a ping socket heard. */
final class Replies implements PingSocket.Listener {
    record Reply(String from, int sequence, int octets, long rtt) {}

    final List<Reply> replies = new ArrayList<>();
    final List<IcmpError> errors = new ArrayList<>();

    private final Network network;

    Replies(Network network) {
        this.network = network;
    }

    @Override
    public void replied(IpAddress from, int sequence, int octets, long sent) {
        replies.add(new Reply(Addresses.text(from), sequence, octets, network.now() - sent));
    }

    @Override
    public void failed(int sequence, IcmpError error) {
        errors.add(error);
    }

    static IcmpError error(String from, String destination, int type, int code, int mtu) {
        return new IcmpError(Addresses.address(from), Addresses.address(destination), type, code, mtu);
    }
}
