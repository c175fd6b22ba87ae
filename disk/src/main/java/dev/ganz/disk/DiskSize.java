package dev.ganz.disk;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as qemu-img reads them: {@code 512}, {@code 64K}, {@code 1.5G}; the letters count in powers of 1024. */
public final class DiskSize {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,19}(?:\\.\\d{1,9})?)([bkmgtpe]?)");
    private static final String LETTERS = "bkmgtpe";

    private DiskSize() {}

    /**
     * Octets.
     *
     * @param what names the size in the message
     */
    public static long parse(String what, String text) {
        Matcher matcher = TEXT.matcher(text.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            String letter = matcher.group(2);
            int power = letter.isEmpty() ? 0 : LETTERS.indexOf(letter);
            BigDecimal octets = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(1L << 10 * power));
            if (octets.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
                return octets.longValue();
            }
        }
        throw new ImageException(what + ": expected a size such as 65536, 64K or 1.5G, found \"" + text + "\"");
    }

    /** {@code size} made a multiple of {@code unit}. */
    public static long roundedUp(long size, long unit) {
        return (size + unit - 1) / unit * unit;
    }
}
