package dev.ganz.stack.ip;

import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.IpPrefix;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Addresses from text, read by the JDK. */
public final class Addresses {
    private Addresses() {}

    public static IpAddress address(String text) {
        try {
            ByteBuffer octets = ByteBuffer.wrap(InetAddress.getByName(text).getAddress());
            return octets.remaining() == 4
                    ? new Ipv4Address(octets.getInt())
                    : new Ipv6Address(octets.getLong(), octets.getLong());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** The JDK's text, which does not depend on what is tested here. */
    static String text(IpAddress address) {
        ByteBuffer octets = switch (address) {
            case Ipv4Address(int value) -> ByteBuffer.allocate(4).putInt(value);
            case Ipv6Address(long high, long low) ->
                ByteBuffer.allocate(16).putLong(high).putLong(low);
        };
        try {
            return InetAddress.getByAddress(octets.array()).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    static InterfaceAddress own(String text) {
        String[] parts = text.split("/", -1);
        return new InterfaceAddress(address(parts[0]), Integer.parseInt(parts[1]));
    }

    static IpPrefix prefix(String text) {
        return own(text).prefix();
    }
}
