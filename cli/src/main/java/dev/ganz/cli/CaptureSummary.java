package dev.ganz.cli;

import dev.ganz.cli.report.Quantity;
import dev.ganz.lab.InvalidInput;
import dev.ganz.wire.pcap.CaptureInterface;
import dev.ganz.wire.pcap.CaptureReader;
import dev.ganz.wire.pcap.CapturedPacket;
import dev.ganz.wire.pcap.MalformedCapture;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;

/** Reads a capture to its end and tells what is in it. */
final class CaptureSummary {
    private long packets;
    private long cut;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private final Set<CaptureInterface> interfaces = new LinkedHashSet<>();

    private CaptureSummary() {}

    /**
     * Reads a stream, and closes it.
     *
     * @param name what messages call it
     * @return {@code 10 packets in 1.5 s on 2 interfaces (Ethernet)}
     * @throws InvalidInput if it is broken; the message says where
     */
    static String of(String name, InputStream stream) throws IOException {
        CaptureSummary summary = new CaptureSummary();
        try (CaptureReader reader = CaptureReader.of(stream)) {
            for (CapturedPacket packet = reader.next(); packet != null; packet = reader.next()) {
                summary.add(packet);
            }
        } catch (MalformedCapture broken) {
            throw new InvalidInput(
                    name + ": " + broken.getMessage()
                            + (summary.packets == 0
                                    ? ""
                                    : "; " + Quantity.plural(summary.packets, "packet") + " before it can be read"),
                    broken);
        }
        return summary.text();
    }

    private void add(CapturedPacket packet) {
        packets++;
        interfaces.add(packet.captureInterface());
        if (packet.length() < packet.originalLength()) {
            cut++;
        }
        if (packet.hasTime()) {
            first = Math.min(first, packet.time());
            last = Math.max(last, packet.time());
        }
    }

    private String text() {
        Set<String> types = new TreeSet<>();
        interfaces.forEach(each -> types.add(each.linkType().toString()));
        return Quantity.plural(packets, "packet")
                + (last > first ? " in " + Quantity.duration(last - first) : "")
                + (interfaces.isEmpty()
                        ? ""
                        : " on " + Quantity.plural(interfaces.size(), "interface") + " (" + String.join(", ", types)
                                + ")")
                + (cut == 0 ? "" : ", " + Quantity.count(cut) + " cut by the snap length");
    }
}
