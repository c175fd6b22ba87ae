package dev.ganz.wire;

import dev.ganz.wire.addr.Ipv4Address;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One option of an IPv4 header (RFC 791, section 3.1). */
public sealed interface Ipv4Option {
    int NO_OPERATION = 1;
    int RECORD_ROUTE = 7;
    int TIMESTAMP = 68;
    int LOOSE_SOURCE_ROUTE = 131;
    int STRICT_SOURCE_ROUTE = 137;
    int ROUTER_ALERT = 148;

    /** The first octet of the option: copied flag, class and number. */
    int type();

    /** What follows type and length. */
    OctetString data();

    /** True if every fragment carries the option, not the first alone. */
    default boolean isCopied() {
        return (type() & 0x80) != 0;
    }

    /** One octet that says nothing, between options. */
    record NoOperation() implements Ipv4Option {
        @Override
        public int type() {
            return NO_OPERATION;
        }

        @Override
        public OctetString data() {
            return OctetString.EMPTY;
        }
    }

    /**
     * Addresses on the way: the record of them, or the source's wish.
     *
     * @param type {@link #RECORD_ROUTE}, {@link #LOOSE_SOURCE_ROUTE} or {@link #STRICT_SOURCE_ROUTE}
     * @param next index of the address that is used or recorded next; the number of addresses if none is left
     */
    record Route(int type, int next, List<Ipv4Address> addresses) implements Ipv4Option {
        /** The pointer counts from the option's first octet, 1; the first address begins at 4. */
        private static final int FIRST_POINTER = 4;

        public Route {
            if (type != RECORD_ROUTE && type != LOOSE_SOURCE_ROUTE && type != STRICT_SOURCE_ROUTE) {
                throw new IllegalArgumentException("no type of a route: " + type);
            }
            addresses = List.copyOf(addresses);
            Range.require("number of addresses", addresses.size(), 9);
            Range.require("next address", next, addresses.size());
        }

        @Override
        public OctetString data() {
            byte[] data = new byte[1 + 4 * addresses.size()];
            data[0] = (byte) (FIRST_POINTER + 4 * next);
            for (int i = 0; i < addresses.size(); i++) {
                BigEndian.put32(data, 1 + 4 * i, addresses.get(i).value());
            }
            return OctetString.of(data);
        }
    }

    /**
     * Routers look at the packet more closely (RFC 2113).
     *
     * @param value 0: every router does
     */
    record RouterAlert(int value) implements Ipv4Option {
        public RouterAlert {
            Range.require("router alert", value, 0xffff);
        }

        @Override
        public int type() {
            return ROUTER_ALERT;
        }

        @Override
        public OctetString data() {
            return OctetString.of(new byte[] {(byte) (value >>> 8), (byte) value});
        }
    }

    /** Any other option, and those above where their octets have another form. */
    record Other(int type, OctetString data) implements Ipv4Option {
        public Other {
            Range.require("type", type, 2, 0xff);
            Range.require("length of data", data.length(), 38);
            if (known(type, data) != null) {
                throw new IllegalArgumentException("option " + type + " with these octets has a record of its own");
            }
        }
    }

    /**
     * Takes the options of a header apart, up to the end of the list.
     *
     * @throws MalformedPacket if the length of one is below 2 or goes beyond the options; its offset is the pointer of the
     *     "parameter problem" if {@code octets} begin with the header
     */
    static List<Ipv4Option> parse(byte[] octets, int offset, int length) {
        return OptionList.parse("IPv4", octets, offset, length, Ipv4Option::of);
    }

    static List<Ipv4Option> parse(OctetString options) {
        return parse(options.toArray(), 0, options.length());
    }

    /**
     * The octets of all options in their order, filled up with zeros to a multiple of 4.
     *
     * @throws IllegalArgumentException if they are more than 40
     */
    static OctetString emit(List<? extends Ipv4Option> options) {
        return OptionList.emit(options, Ipv4Option::type, Ipv4Option::data);
    }

    private static Ipv4Option of(int type, OctetString data) {
        Ipv4Option known = type == NO_OPERATION ? new NoOperation() : known(type, data);
        return known != null ? known : new Other(type, data);
    }

    private static @Nullable Ipv4Option known(int type, OctetString data) {
        return switch (type) {
            case RECORD_ROUTE, LOOSE_SOURCE_ROUTE, STRICT_SOURCE_ROUTE -> route(type, data);
            case ROUTER_ALERT -> data.length() == 2 ? new RouterAlert(data.at(0) << 8 | data.at(1)) : null;
            default -> null;
        };
    }

    private static @Nullable Ipv4Option route(int type, OctetString data) {
        int room = data.length() - 1;
        if (room < 0 || room % 4 != 0 || data.at(0) % 4 != 0) {
            return null;
        }
        int next = data.at(0) / 4 - 1;
        if (next < 0 || next > room / 4) {
            return null;
        }
        byte[] octets = data.toArray();
        List<Ipv4Address> addresses = new ArrayList<>();
        for (int at = 1; at < octets.length; at += 4) {
            addresses.add(Ipv4Address.of(octets, at));
        }
        return new Route(type, next, addresses);
    }
}
