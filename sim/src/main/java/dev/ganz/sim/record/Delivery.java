package dev.ganz.sim.record;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A frame that a link delivered to a node.
 *
 * @param time nanoseconds
 * @param length octets that it had
 * @param octets the first of them
 */
public record Delivery(long time, String node, String port, int length, byte[] octets) {
    /** {@code 1.500000000 s core:eth2 98 octets}, and what the packet is. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(time, 9).toPlainString() + " s " + node + ":" + port + " " + length + " octets "
                + HexFormat.of().formatHex(octets);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Delivery that
                && time == that.time
                && node.equals(that.node)
                && port.equals(that.port)
                && length == that.length
                && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Objects.hash(time, node, port, length, Arrays.hashCode(octets));
    }
}
