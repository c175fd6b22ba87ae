package dev.ganz.wire;

import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.util.List;

/** What {@link Summary} says of an ICMP message, without the packet that an error quotes. */
final class IcmpText {
    private static final List<String> UNREACHABLE = List.of(
            "network unreachable",
            "host unreachable",
            "protocol unreachable",
            "port unreachable",
            "fragmentation needed",
            "source route failed",
            "network unknown",
            "host unknown",
            "source host isolated",
            "network prohibited",
            "host prohibited",
            "network unreachable for this service",
            "host unreachable for this service",
            "communication prohibited",
            "host precedence violation",
            "precedence cutoff");

    private static final List<String> UNREACHABLE_6 = List.of(
            "no route",
            "communication prohibited",
            "beyond scope of source",
            "address unreachable",
            "port unreachable",
            "source address failed policy",
            "reject route");

    private IcmpText() {}

    static String of(Icmpv4View view) {
        String length = ", " + view.payloadLength() + " octets";
        return "ICMP "
                + switch (Icmpv4.from(view)) {
                    case Icmpv4.EchoRequest(int id, int seq) -> "echo request, id " + id + ", seq " + seq + length;
                    case Icmpv4.EchoReply(int id, int seq) -> "echo reply, id " + id + ", seq " + seq + length;
                    case Icmpv4.DestinationUnreachable(int code, var _, int mtu) ->
                        named(UNREACHABLE, code, "unreachable")
                                + (code == Icmpv4.DestinationUnreachable.FRAGMENTATION_NEEDED ? ", mtu " + mtu : "");
                    case Icmpv4.Redirect(int code, Ipv4Address gateway) ->
                        "redirect to " + gateway + (code == Icmpv4.Redirect.HOST ? " for host" : ", code " + code);
                    case Icmpv4.TimeExceeded(int code, var _) -> timeExceeded(code);
                    case Icmpv4.ParameterProblem(int code, int pointer, var _) ->
                        "parameter problem" + (code == 0 ? " at octet " + pointer : ", code " + code);
                    case Icmpv4.Other(int type, int code, var _) -> "type " + type + ", code " + code + length;
                };
    }

    static String of(Icmpv6View view) {
        String length = ", " + view.payloadLength() + " octets";
        return "ICMPv6 "
                + switch (Icmpv6.from(view)) {
                    case Icmpv6.EchoRequest(int id, int seq) -> "echo request, id " + id + ", seq " + seq + length;
                    case Icmpv6.EchoReply(int id, int seq) -> "echo reply, id " + id + ", seq " + seq + length;
                    case Icmpv6.DestinationUnreachable(int code, var _) -> named(UNREACHABLE_6, code, "unreachable");
                    case Icmpv6.PacketTooBig(long mtu) -> "packet too big, mtu " + mtu;
                    case Icmpv6.TimeExceeded(int code, var _) -> timeExceeded(code);
                    case Icmpv6.ParameterProblem(int code, long pointer) ->
                        "parameter problem at octet " + pointer + ", code " + code;
                    case NdpMessage.RouterSolicitation(List<NdpOption> options) ->
                        "router solicitation" + named(options);
                    case NdpMessage.RouterAdvertisement advertisement ->
                        "router advertisement, lifetime " + advertisement.lifetime() + " s"
                                + named(advertisement.options());
                    case NdpMessage.NeighbourSolicitation(Ipv6Address target, List<NdpOption> options) ->
                        "neighbour solicitation, who has " + target + "?" + named(options);
                    case NdpMessage.NeighbourAdvertisement advertisement -> advertisement(advertisement);
                    case NdpMessage.Redirect(Ipv6Address target, Ipv6Address destination, List<NdpOption> options) ->
                        "redirect to " + target + " for " + destination + named(options);
                    case Icmpv6.Other(int type, int code, var _) -> "type " + type + ", code " + code + length;
                };
    }

    private static String timeExceeded(int code) {
        return named(List.of("time exceeded in transit", "reassembly time exceeded"), code, "time exceeded");
    }

    private static String advertisement(NdpMessage.NeighbourAdvertisement advertisement) {
        return "neighbour advertisement, " + advertisement.target()
                + (advertisement.router() ? ", router" : "")
                + (advertisement.solicited() ? ", solicited" : "")
                + (advertisement.override() ? ", override" : "")
                + named(advertisement.options());
    }

    private static String named(List<String> names, int code, String kind) {
        return code < names.size() ? names.get(code) : kind + ", code " + code;
    }

    private static String named(List<NdpOption> options) {
        StringBuilder text = new StringBuilder();
        for (NdpOption option : options) {
            text.append(", ")
                    .append(
                            switch (option) {
                                case NdpOption.SourceLinkLayer(var address) -> "source " + address;
                                case NdpOption.TargetLinkLayer(var address) -> "target " + address;
                                case NdpOption.PrefixInformation prefix ->
                                    "prefix " + prefix.prefix() + "/" + prefix.prefixLength();
                                case NdpOption.RedirectedHeader(OctetString packet) ->
                                    "redirected " + packet.length() + " octets";
                                case NdpOption.Mtu(long mtu) -> "mtu " + mtu;
                                case NdpOption.Other(int type, var _) -> "option " + type;
                            });
        }
        return text.toString();
    }
}
