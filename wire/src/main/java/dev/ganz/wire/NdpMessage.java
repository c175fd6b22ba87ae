package dev.ganz.wire;

import dev.ganz.wire.addr.Ipv6Address;
import java.util.List;

/** The messages of neighbour and router discovery (RFC 4861, section 4), which have options and no payload. */
public sealed interface NdpMessage extends Icmpv6 {
    @Override
    List<NdpOption> options();

    /** Routers of the link, speak. */
    record RouterSolicitation(List<NdpOption> options) implements NdpMessage {
        public RouterSolicitation {
            options = List.copyOf(options);
        }

        @Override
        public int type() {
            return ROUTER_SOLICITATION;
        }

        @Override
        public int rest() {
            return 0;
        }
    }

    /**
     * I am a router of the link.
     *
     * @param hopLimit what hosts should send with; 0: not said
     * @param flags {@link #MANAGED}, {@link #OTHER_CONFIGURATION} and those of later documents (RFC 5175)
     * @param lifetime seconds for which it is a default router; 0: it is none
     * @param reachableTime milliseconds for which a neighbour counts as reachable; 0: not said
     * @param retransmissionTimer milliseconds between solicitations; 0: not said
     */
    record RouterAdvertisement(
            int hopLimit,
            int flags,
            int lifetime,
            long reachableTime,
            long retransmissionTimer,
            List<NdpOption> options)
            implements NdpMessage {
        /** Addresses are given by DHCPv6. */
        public static final int MANAGED = 0x80;
        /** DHCPv6 knows more, though not addresses. */
        public static final int OTHER_CONFIGURATION = 0x40;

        public RouterAdvertisement {
            Range.require("hop limit", hopLimit, 0xff);
            Range.require("flags", flags, 0xff);
            Range.require("router lifetime", lifetime, 0xffff);
            Range.require("reachable time", reachableTime, 0xffff_ffffL);
            Range.require("retransmission timer", retransmissionTimer, 0xffff_ffffL);
            options = List.copyOf(options);
        }

        @Override
        public int type() {
            return ROUTER_ADVERTISEMENT;
        }

        @Override
        public int rest() {
            return hopLimit << 24 | flags << 16 | lifetime;
        }

        @Override
        public void emitFixed(byte[] octets, int offset) {
            BigEndian.put32(octets, offset, (int) reachableTime);
            BigEndian.put32(octets, offset + 4, (int) retransmissionTimer);
        }
    }

    /** Who has {@code target}? */
    record NeighbourSolicitation(Ipv6Address target, List<NdpOption> options) implements NdpMessage {
        public NeighbourSolicitation {
            options = List.copyOf(options);
        }

        @Override
        public int type() {
            return NEIGHBOUR_SOLICITATION;
        }

        @Override
        public int rest() {
            return 0;
        }

        @Override
        public void emitFixed(byte[] octets, int offset) {
            put(octets, offset, target);
        }
    }

    /**
     * I have {@code target}.
     *
     * @param router the sender is one
     * @param solicited it was asked
     * @param override forget another link-layer address
     */
    record NeighbourAdvertisement(
            boolean router, boolean solicited, boolean override, Ipv6Address target, List<NdpOption> options)
            implements NdpMessage {
        static final int ROUTER = 1 << 31;
        static final int SOLICITED = 1 << 30;
        static final int OVERRIDE = 1 << 29;

        public NeighbourAdvertisement {
            options = List.copyOf(options);
        }

        @Override
        public int type() {
            return NEIGHBOUR_ADVERTISEMENT;
        }

        @Override
        public int rest() {
            return (router ? ROUTER : 0) | (solicited ? SOLICITED : 0) | (override ? OVERRIDE : 0);
        }

        @Override
        public void emitFixed(byte[] octets, int offset) {
            put(octets, offset, target);
        }
    }

    /** {@code destination} is better reached through {@code target}, or is that neighbour itself. */
    record Redirect(Ipv6Address target, Ipv6Address destination, List<NdpOption> options) implements NdpMessage {
        public Redirect {
            options = List.copyOf(options);
        }

        @Override
        public int type() {
            return REDIRECT;
        }

        @Override
        public int rest() {
            return 0;
        }

        @Override
        public void emitFixed(byte[] octets, int offset) {
            put(octets, offset, target);
            put(octets, offset + 16, destination);
        }
    }

    /** What a view of a message of neighbour discovery says. */
    static NdpMessage from(Icmpv6View view) {
        List<NdpOption> options = NdpOption.parse(view.octets(), view.payloadOffset(), view.payloadLength());
        byte[] octets = view.octets();
        int rest = view.rest();
        return switch (view.type()) {
            case ROUTER_SOLICITATION -> new RouterSolicitation(options);
            case ROUTER_ADVERTISEMENT ->
                new RouterAdvertisement(
                        rest >>> 24,
                        rest >>> 16 & 0xff,
                        rest & 0xffff,
                        BigEndian.u32(octets, view.offset() + Icmpv6View.TARGET),
                        BigEndian.u32(octets, view.offset() + Icmpv6View.TARGET + 4),
                        options);
            case NEIGHBOUR_SOLICITATION -> new NeighbourSolicitation(view.target(), options);
            case NEIGHBOUR_ADVERTISEMENT ->
                new NeighbourAdvertisement(
                        (rest & NeighbourAdvertisement.ROUTER) != 0,
                        (rest & NeighbourAdvertisement.SOLICITED) != 0,
                        (rest & NeighbourAdvertisement.OVERRIDE) != 0,
                        view.target(),
                        options);
            default ->
                new Redirect(view.target(), Ipv6Address.of(octets, view.offset() + Icmpv6View.REDIRECTED), options);
        };
    }

    private static void put(byte[] octets, int offset, Ipv6Address address) {
        BigEndian.put64(octets, offset, address.high());
        BigEndian.put64(octets, offset + 8, address.low());
    }
}
