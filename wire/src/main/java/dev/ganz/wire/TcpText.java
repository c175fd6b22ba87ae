package dev.ganz.wire;

import java.util.List;
import java.util.stream.Collectors;

/** What {@link Summary} says of a TCP segment. */
final class TcpText {
    private static final List<String> FLAGS = List.of("FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "AE");

    private TcpText() {}

    /** @param whole false if the payload is cut, so that its length is not known here */
    static String of(TcpView tcp, boolean whole) {
        StringBuilder text = new StringBuilder(96);
        text.append("TCP ").append(tcp.sourcePort()).append(" > ").append(tcp.destinationPort());
        text.append(", ").append(flags(tcp.flags()));
        text.append(", seq ").append(Integer.toUnsignedString(tcp.sequence()));
        if (tcp.has(Tcp.ACK)) {
            text.append(", ack ").append(Integer.toUnsignedString(tcp.acknowledgement()));
        }
        text.append(", window ").append(tcp.window());
        if (tcp.has(Tcp.URG)) {
            text.append(", urgent ").append(tcp.urgentPointer());
        }
        for (TcpOption option : TcpOption.parse(tcp.options())) {
            String named = option(option);
            if (!named.isEmpty()) {
                text.append(", ").append(named);
            }
        }
        if (whole) {
            text.append(", ").append(tcp.payloadLength()).append(" octets");
        }
        return text.toString();
    }

    private static String flags(int flags) {
        StringBuilder text = new StringBuilder(16);
        for (int i = 0; i < FLAGS.size(); i++) {
            if ((flags >>> i & 1) != 0) {
                text.append(text.isEmpty() ? "" : " ").append(FLAGS.get(i));
            }
        }
        return text.isEmpty() ? "no flags" : text.toString();
    }

    private static String option(TcpOption option) {
        return switch (option) {
            case TcpOption.NoOperation() -> "";
            case TcpOption.MaximumSegmentSize(int octets) -> "mss " + octets;
            case TcpOption.WindowScale(int shift) -> "scale " + shift;
            case TcpOption.SackPermitted() -> "sack permitted";
            case TcpOption.Sack(List<TcpOption.Sack.Block> blocks) ->
                blocks.stream()
                        .map(block -> Integer.toUnsignedString(block.left()) + " to "
                                + Integer.toUnsignedString(block.right()))
                        .collect(Collectors.joining(", ", "sack ", ""));
            case TcpOption.Timestamps(int value, int echo) ->
                "time " + Integer.toUnsignedString(value) + " echo " + Integer.toUnsignedString(echo);
            case TcpOption.Other(int kind, OctetString data) -> "option " + kind + (data.isEmpty() ? "" : " " + data);
        };
    }
}
