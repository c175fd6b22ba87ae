package dev.ganz.sim.record;

import dev.ganz.wire.Summary;
import java.math.BigDecimal;
import java.util.Arrays;
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
    /** One line about what the packet is. */
    public String summary() {
        // What the record did not keep is taken for zeros, so that lengths in headers are not found to go beyond the
        // frame.
        return Summary.of(Arrays.copyOf(octets, length), 0, length);
    }

    /** {@code 1.500000000 s core:eth2 98 octets: IPv4 10.0.0.1 > 10.0.0.2: ICMP echo request ...}. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(time, 9).toPlainString() + " s " + node + ":" + port + " " + length + " octets: "
                + summary();
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
