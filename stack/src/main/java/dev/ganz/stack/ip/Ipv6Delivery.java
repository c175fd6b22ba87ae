package dev.ganz.stack.ip;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.wire.EthernetView;
import dev.ganz.wire.Icmpv6.ParameterProblem;
import dev.ganz.wire.IpProtocol;
import dev.ganz.wire.Ipv6Chain;
import dev.ganz.wire.Ipv6Extension;
import dev.ganz.wire.Ipv6Option;
import dev.ganz.wire.Ipv6View;
import dev.ganz.wire.MalformedPacket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** IPv6 packets that have reached their destination: extension headers obeyed (RFC 8200, section 4), then given to their protocol. */
final class Ipv6Delivery {
    /** RFC 8200, section 4.5. */
    private static final long REASSEMBLY_TIME = 60_000_000_000L;

    private static final int PAYLOAD_LENGTH = 4;
    private static final int ROUTING_TYPE = 2;
    private static final int FRAGMENT_OFFSET = 2;

    private final IpStack stack;
    private @Nullable Reassembly reassembly;

    Ipv6Delivery(IpStack stack) {
        this.stack = stack;
    }

    /** @param group true if the packet was sent to more than this node, be it by its frame */
    void receive(IpPort in, Frame frame, boolean group) {
        byte[] octets = frame.octets();
        int ip = frame.offset() + EthernetView.HEADER_LENGTH;
        int protocol = Ipv6View.nextHeader(octets, ip);
        if (!IpProtocol.isExtension(protocol)) {
            int length = Ipv6View.payloadLength(octets, ip);
            deliver(in, frame, group, protocol, 6, ip + Ipv6View.HEADER_LENGTH, length);
            return;
        }
        Ipv6Chain chain;
        try {
            chain = Ipv6Chain.parse(octets, ip, Ipv6View.payloadLength(octets, ip));
            if (refuses(in, frame, ip, chain)) {
                return;
            }
        } catch (MalformedPacket wrong) {
            refuse(in, frame, ParameterProblem.HEADER_FIELD, wrong.offset() - ip);
            return;
        }
        if (chain.hasFragment()) {
            Frame whole = collect(in, frame, ip, chain);
            if (whole != null) {
                receive(in, whole, group);
            }
            return;
        }
        deliver(in, frame, group, chain.protocol(), chain.protocolField() - ip, chain.offset(), chain.length());
    }

    private void deliver(IpPort in, Frame frame, boolean group, int protocol, int field, int at, int length) {
        int ip = frame.offset() + EthernetView.HEADER_LENGTH;
        switch (protocol) {
            case IpProtocol.ICMPV6 -> stack.icmpv6.receive(in, frame, ip, at, length);
            case IpProtocol.UDP -> stack.udp.receiveIpv6(in, frame, ip, at, length, group);
            case IpProtocol.NO_NEXT_HEADER -> stack.runtime.release(frame);
            default -> {
                stack.icmpv6Errors.parameterProblem(in, frame, ParameterProblem.NEXT_HEADER, field);
                stack.runtime.discard(frame, DropReason.NO_SOCKET);
            }
        }
    }

    private void refuse(IpPort in, Frame frame, int code, int pointer) {
        stack.icmpv6Errors.parameterProblem(in, frame, code, pointer);
        stack.runtime.discard(frame, DropReason.MALFORMED);
    }

    /** Looks at the headers in front of the fragment header, or at all if there is none; ends the frame if one says so. */
    private boolean refuses(IpPort in, Frame frame, int ip, Ipv6Chain chain) {
        byte[] octets = frame.octets();
        int protocol = Ipv6View.nextHeader(octets, ip);
        int at = ip + Ipv6View.HEADER_LENGTH;
        int end = chain.hasFragment() ? chain.fragment() : chain.offset();
        while (at < end) {
            Ipv6Extension header = Ipv6Extension.parse(protocol, octets, at, end - at);
            boolean refused = switch (header) {
                case Ipv6Extension.HopByHop(List<Ipv6Option> options) -> refuses(in, frame, at, options);
                case Ipv6Extension.DestinationOptions(List<Ipv6Option> options) -> refuses(in, frame, at, options);
                case Ipv6Extension.Routing routing -> refuses(in, frame, ip, at, routing);
                case Ipv6Extension.Fragment _, Ipv6Extension.Authentication _ -> false;
            };
            if (refused) {
                return true;
            }
            protocol = octets[at] & 0xff;
            at += header.length();
        }
        return false;
    }

    /** No routing header is followed (RFC 5095); one that has nowhere left to go is passed over. */
    private boolean refuses(IpPort in, Frame frame, int ip, int at, Ipv6Extension.Routing routing) {
        if (routing.segmentsLeft() == 0) {
            return false;
        }
        refuse(in, frame, ParameterProblem.HEADER_FIELD, at + ROUTING_TYPE - ip);
        return true;
    }

    /** Options that are not known say themselves what is to be done (RFC 8200, section 4.2). */
    private boolean refuses(IpPort in, Frame frame, int header, List<Ipv6Option> options) {
        int ip = frame.offset() + EthernetView.HEADER_LENGTH;
        int at = header + 2;
        for (Ipv6Option option : options) {
            boolean toGroup = Ipv6View.destinationHigh(frame.octets(), ip) >>> 56 == 0xff;
            boolean known = option.type() == Ipv6Option.ROUTER_ALERT;
            switch (known ? Ipv6Option.Unrecognised.SKIP : Ipv6Option.action(option.type())) {
                case SKIP -> {}
                case DISCARD -> {
                    stack.runtime.discard(frame, DropReason.MALFORMED);
                    return true;
                }
                case DISCARD_AND_REPORT -> {
                    refuse(in, frame, ParameterProblem.OPTION, at - ip);
                    return true;
                }
                case DISCARD_AND_REPORT_UNICAST -> {
                    if (toGroup) {
                        stack.runtime.discard(frame, DropReason.MALFORMED);
                    } else {
                        refuse(in, frame, ParameterProblem.OPTION, at - ip);
                    }
                    return true;
                }
            }
            at += option.length();
        }
        return false;
    }

    private @Nullable Frame collect(IpPort in, Frame frame, int ip, Ipv6Chain chain) {
        byte[] octets = frame.octets();
        int header = chain.fragment();
        int at = header + Ipv6Extension.Fragment.LENGTH;
        int length = ip + Ipv6View.HEADER_LENGTH + Ipv6View.payloadLength(octets, ip) - at;
        int offset = Ipv6Chain.fragmentOffset(octets, header);
        boolean more = Ipv6Chain.moreFragments(octets, header);
        int unfragmentable = header - ip - Ipv6View.HEADER_LENGTH;
        if (more && length % 8 != 0) {
            stack.icmpv6Errors.parameterProblem(in, frame, ParameterProblem.HEADER_FIELD, PAYLOAD_LENGTH);
        } else if (unfragmentable + offset + length > PathMtus.UNKNOWN) {
            int pointer = header + FRAGMENT_OFFSET - ip;
            stack.icmpv6Errors.parameterProblem(in, frame, ParameterProblem.HEADER_FIELD, pointer);
        } else if (length > 0) {
            Fragment fragment = new Fragment(frame, at, offset, length, more);
            return offset == 0 && !more ? whole(fragment) : reassembly().add(key(octets, ip, header), in, fragment);
        }
        stack.runtime.discard(frame, DropReason.REASSEMBLY);
        return null;
    }

    /** A fragment that is a whole packet has nothing to do with others of the same identification (RFC 6946). */
    private Frame whole(Fragment fragment) {
        Frame whole = Reassembled.ipv6(stack, fragment, fragment.length());
        int payload = whole.offset() + whole.length() - fragment.length();
        System.arraycopy(fragment.frame().octets(), fragment.at(), whole.octets(), payload, fragment.length());
        stack.runtime.release(fragment.frame());
        return whole;
    }

    private Reassembly reassembly() {
        Reassembly running = reassembly;
        if (running == null) {
            running = new Reassembly(stack, REASSEMBLY_TIME);
            reassembly = running;
        }
        return running;
    }

    private static Reassembly.Key key(byte[] octets, int ip, int header) {
        return new Reassembly.Key(
                Ipv6View.sourceHigh(octets, ip),
                Ipv6View.sourceLow(octets, ip),
                Ipv6View.destinationHigh(octets, ip),
                Ipv6View.destinationLow(octets, ip),
                Ipv6Chain.identification(octets, header),
                0);
    }
}
