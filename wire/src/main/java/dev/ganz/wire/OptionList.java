package dev.ganz.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * The options behind an IPv4 header (RFC 791, section 3.1) or a TCP header (RFC 9293, section 3.1), which have one form: an octet of 0
 * ends the list, one of 1 says nothing, and every other is a type, a length that counts both, and data.
 */
final class OptionList {
    static final int END = 0;

    private static final int NO_OPERATION = 1;
    /** What a header length of 15 words leaves for options. */
    private static final int LONGEST = 40;

    private OptionList() {}

    /** Makes an option of its type and data. */
    interface Maker<T> {
        T option(int type, OctetString data);
    }

    /**
     * Takes options apart, up to the end of the list.
     *
     * @param header whose options they are, as messages call it
     * @throws MalformedPacket if the length of one is below 2 or goes beyond the options
     */
    static <T> List<T> parse(String header, byte[] octets, int offset, int length, Maker<T> maker) {
        List<T> options = new ArrayList<>();
        int end = offset + length;
        int at = offset;
        while (at < end && octets[at] != END) {
            if (octets[at] == NO_OPERATION) {
                options.add(maker.option(NO_OPERATION, OctetString.EMPTY));
                at++;
                continue;
            }
            int optionLength = at + 1 < end ? BigEndian.u8(octets, at + 1) : 0;
            if (optionLength < 2 || optionLength > end - at) {
                throw new MalformedPacket(
                        header + " option length", at + 1, "2 to " + (end - at), String.valueOf(optionLength));
            }
            options.add(maker.option(BigEndian.u8(octets, at), OctetString.of(octets, at + 2, optionLength - 2)));
            at += optionLength;
        }
        return options;
    }

    /**
     * The octets of all options in their order, filled up with zeros to a multiple of 4.
     *
     * @throws IllegalArgumentException if they are more than 40
     */
    static <T> OctetString emit(List<? extends T> options, ToIntFunction<T> type, Function<T, OctetString> data) {
        byte[] octets = new byte[LONGEST];
        int at = 0;
        for (T option : options) {
            OctetString behind = data.apply(option);
            int kind = type.applyAsInt(option);
            int length = kind == NO_OPERATION ? 1 : 2 + behind.length();
            Range.require("length of options", at + length, octets.length);
            BigEndian.put8(octets, at, kind);
            if (length > 1) {
                BigEndian.put8(octets, at + 1, length);
                behind.emit(octets, at + 2);
            }
            at += length;
        }
        return OctetString.of(octets, 0, at + 3 & ~3);
    }
}
