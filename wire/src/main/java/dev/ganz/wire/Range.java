package dev.ganz.wire;

/** Checks of the values that a header can say. */
final class Range {
    private Range() {}

    static void require(String name, int value, int largest) {
        require(name, value, 0, largest);
    }

    static void require(String name, int value, int smallest, int largest) {
        if (value < smallest || value > largest) {
            throw new IllegalArgumentException(name + " must be " + smallest + " to " + largest + ", not " + value);
        }
    }

    static void require(String name, long value, long largest) {
        if (value < 0 || value > largest) {
            throw new IllegalArgumentException(name + " must be 0 to " + largest + ", not " + value);
        }
    }

    static void requireMultiple(String name, int value, int unit) {
        if (value % unit != 0) {
            throw new IllegalArgumentException(name + " must be a multiple of " + unit + ", not " + value);
        }
    }
}
