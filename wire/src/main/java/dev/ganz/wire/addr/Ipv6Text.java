package dev.ganz.wire.addr;

/** The text of IPv6 addresses: reads every form of RFC 4291, section 2.2, writes the one of RFC 5952. */
final class Ipv6Text {
    private static final int GROUPS = 8;

    private Ipv6Text() {}

    static Ipv6Address read(AddressReader reader) {
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = -1; // how many groups stand before "::"
        if (reader.sees("::")) {
            reader.skip(2);
            gap = 0;
        }
        while (!reader.atEnd() || count == 0 && gap < 0) {
            if (count == GROUPS) {
                throw reader.error("nothing after the eighth group");
            }
            if (reader.seesDotted()) {
                count = readDotted(reader, groups, count);
                break;
            }
            groups[count++] = reader.hex(1, 4);
            if (reader.atEnd()) {
                break;
            }
            if (reader.sees('%')) {
                throw reader.error("an address without a zone");
            }
            if (count == GROUPS && gap < 0) {
                break; // what follows is not ours; the caller says that it expected nothing
            }
            reader.expect(':');
            if (reader.sees(':')) {
                if (gap >= 0) {
                    throw reader.error("\"::\" only once");
                }
                reader.skip(1);
                gap = count;
            } else if (reader.atEnd()) {
                throw reader.error("a group of 1 to 4 hexadecimal digits");
            }
        }
        requireCount(reader, count, gap);
        return assembled(groups, count, gap);
    }

    private static int readDotted(AddressReader reader, int[] groups, int count) {
        if (count > GROUPS - 2) {
            throw reader.error("1 to 4 hexadecimal digits, as dotted decimal takes the place of the last two groups,");
        }
        int value = Ipv4Address.read(reader).value();
        groups[count] = value >>> 16;
        groups[count + 1] = value & 0xffff;
        return count + 2;
    }

    private static void requireCount(AddressReader reader, int count, int gap) {
        if (gap < 0 && count < GROUPS) {
            throw reader.error("eight groups, or \"::\" for zeros,");
        }
        if (gap >= 0 && count == GROUPS) {
            throw reader.error("at most seven groups beside \"::\"");
        }
    }

    private static Ipv6Address assembled(int[] groups, int count, int gap) {
        int missing = GROUPS - count;
        long[] halves = new long[2];
        for (int i = 0; i < count; i++) {
            int place = gap >= 0 && i >= gap ? i + missing : i;
            halves[place >>> 2] |= (long) groups[i] << 48 - 16 * (place & 3);
        }
        return new Ipv6Address(halves[0], halves[1]);
    }

    static String write(Ipv6Address address) {
        if (address.isIpv4Mapped()) {
            return "::ffff:" + new Ipv4Address((int) address.low());
        }
        int runStart = -1;
        int runLength = 1; // a single group of zeros is not shortened (RFC 5952, section 4.2.2)
        for (int start = 0; start < GROUPS; start++) {
            int end = start;
            while (end < GROUPS && group(address, end) == 0) {
                end++;
            }
            if (end - start > runLength) { // the first of equally long runs (section 4.2.3)
                runStart = start;
                runLength = end - start;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == runStart) {
                text.append("::");
                i += runLength - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(group(address, i)));
        }
        return text.toString();
    }

    private static int group(Ipv6Address address, int index) {
        long half = index < 4 ? address.high() : address.low();
        return (int) (half >>> 48 - 16 * (index & 3)) & 0xffff;
    }
}
