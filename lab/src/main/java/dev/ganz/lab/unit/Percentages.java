package dev.ganz.lab.unit;

import dev.ganz.lab.InvalidInput;
import java.math.BigDecimal;

/** Probabilities and shares, 0 to 1. */
public final class Percentages {
    private static final String KIND = "a percentage from 0% to 100%";

    private Percentages() {}

    /**
     * Reads {@code 0.5%} and 0.
     *
     * @return 0 to 1
     * @throws InvalidInput if it is anything else
     */
    public static double parse(String text) {
        Quantity quantity = Quantity.parse(KIND, text);
        if (quantity.isBareZero()) {
            return 0;
        }
        if (!quantity.unit().equals("%")) {
            throw Quantity.refusal(KIND, text, quantity.unit().isEmpty() ? "the sign % is missing" : "its sign is %");
        }
        BigDecimal share = quantity.number().movePointLeft(2);
        if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw Quantity.refusal(KIND, text, "");
        }
        return share.doubleValue();
    }

    /** To be read by people: {@code 0.5 %}, {@code 12.3 %}. */
    public static String text(double share) {
        return Double.isFinite(share) ? Digits.three(BigDecimal.valueOf(share).movePointRight(2)) + " %" : "-";
    }
}
