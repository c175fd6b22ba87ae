package dev.ganz.lab.unit;

import dev.ganz.lab.InvalidInput;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A decimal number and the letters behind it. Numbers are exact and bounded, so that {@code 1e999999999} cannot be written. */
record Quantity(BigDecimal number, String unit) {
    /** Longer texts are no quantity, and are quoted in part. */
    private static final int LONGEST = 48;

    private static final Pattern FORM = Pattern.compile("(-?[0-9]{1,18}(?:\\.[0-9]{1,18})?)\\s?([^0-9\\s.+-]*)");
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** @throws InvalidInput if {@code text} is anything else */
    static Quantity parse(String kind, String text) {
        Matcher matcher = FORM.matcher(text.length() > LONGEST ? "" : text.strip());
        if (!matcher.matches()) {
            throw refusal(kind, text, "");
        }
        return new Quantity(new BigDecimal(matcher.group(1)), matcher.group(2));
    }

    boolean isBareZero() {
        return unit.isEmpty() && number.signum() == 0;
    }

    boolean isNegative() {
        return number.signum() < 0;
    }

    boolean isBareCount() {
        return unit.isEmpty() && number.signum() >= 0 && number.scale() == 0;
    }

    /** The number times {@code factor}, rounded to a whole one. */
    long times(String kind, String text, BigDecimal factor) {
        BigDecimal product = number.multiply(factor).setScale(0, RoundingMode.HALF_EVEN);
        if (isNegative()) {
            throw refusal(kind, text, "it cannot be negative");
        }
        if (product.compareTo(LARGEST) > 0) {
            throw refusal(kind, text, "it is too large");
        }
        return product.longValueExact();
    }

    static InvalidInput refusal(String kind, String text, String hint) {
        String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return new InvalidInput("expected " + kind + ", found \"" + shown.replaceAll("\\p{C}+", " ") + "\""
                + (hint.isEmpty() ? "" : "; " + hint));
    }
}
