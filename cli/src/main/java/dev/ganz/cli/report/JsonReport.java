package dev.ganz.cli.report;

import dev.ganz.lab.Lab;
import dev.ganz.stack.result.ExpectationResult;
import dev.ganz.stack.result.FlowResult;
import dev.ganz.stack.result.LinkResult;
import dev.ganz.stack.result.NodeDrops;
import dev.ganz.stack.result.PingResult;
import dev.ganz.stack.result.PingSummary;
import dev.ganz.stack.result.Quantiles;
import dev.ganz.stack.result.RunResult;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON object (RFC 8259). Every key is always there; what does not apply or was not measured is {@code null}. Times carry
 * nanoseconds: those called {@code Seconds} and {@code Ms} are decimal fractions of these units.
 */
public final class JsonReport implements Report {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    @Override
    public void write(Lab lab, RunResult result, Writer out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(JsonLines.context(), out)) {
            write(result, json);
        } catch (JacksonIOException failure) {
            throw failure.getCause();
        }
        out.write('\n');
    }

    private static void write(RunResult result, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("lab", result.lab());
        json.writeNumberProperty("seed", result.seed());
        number("simulatedSeconds", Decimal.seconds(result.simulatedNanos()), json);
        number("wallSeconds", Decimal.seconds(result.wallNanos()), json);
        json.writeStringProperty("world", result.computed().isPresent() ? "virtual" : "real");
        computed(result, json);
        summary(result.pingSummary(), json);
        array("pings", result.pings(), JsonReport::ping, json);
        array("flows", result.flows(), JsonReport::flow, json);
        array("links", result.links(), JsonReport::link, json);
        array("nodeDrops", result.nodeDrops(), JsonReport::nodeDrops, json);
        array("expectations", result.expectations(), JsonReport::expectation, json);
        json.writeArrayPropertyStart("notes");
        result.notes().forEach(json::writeString);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void computed(RunResult result, JsonGenerator json) {
        if (result.computed().isEmpty()) {
            json.writeNullProperty("events");
            json.writeNullProperty("packetHops");
            json.writeNullProperty("digest");
            return;
        }
        RunResult.Computed computed = result.computed().get();
        json.writeNumberProperty("events", computed.events());
        json.writeNumberProperty("packetHops", computed.packetHops());
        json.writeStringProperty("digest", TextReport.hex(computed.digest()));
    }

    private static void summary(PingSummary summary, JsonGenerator json) {
        json.writeObjectPropertyStart("pingSummary");
        json.writeNumberProperty("pairs", summary.pairs());
        json.writeNumberProperty("unreachable", summary.unreachable());
        json.writeNumberProperty("sent", summary.sent());
        json.writeNumberProperty("received", summary.received());
        json.writeNumberProperty("duplicates", summary.duplicates());
        quantiles("rttMs", summary.received() == 0 ? null : summary.rtt(), Decimal::millis, json);
        json.writeEndObject();
    }

    private static void ping(PingResult ping, JsonGenerator json) {
        json.writeStringProperty("name", ping.name());
        json.writeStringProperty("from", ping.from());
        json.writeStringProperty("to", ping.to());
        json.writeNumberProperty("sent", ping.sent());
        json.writeNumberProperty("received", ping.received());
        json.writeNumberProperty("duplicates", ping.duplicates());
        number("firstRttMs", ping.firstRtt() < 0 ? null : Decimal.millis(ping.firstRtt()), json);
        quantiles("rttMs", ping.received() == 0 ? null : ping.rtt(), Decimal::millis, json);
        json.writeName("unreachable");
        ping.unreachable().ifPresentOrElse(json::writeString, json::writeNull);
    }

    private static void flow(FlowResult flow, JsonGenerator json) {
        json.writeStringProperty("name", flow.name());
        json.writeStringProperty("from", flow.from());
        json.writeStringProperty("to", flow.to());
        json.writeStringProperty("protocol", flow.protocol());
        number("start", Decimal.seconds(flow.start()), json);
        number("seconds", Decimal.seconds(flow.duration()), json);
        number("goodputBps", Decimal.of(flow.goodput()), json);
        json.writeNumberProperty("sentBytes", flow.sentBytes());
        json.writeNumberProperty("receivedBytes", flow.receivedBytes());
        json.writeNumberProperty("sentPackets", flow.sentPackets());
        json.writeNumberProperty("receivedPackets", flow.receivedPackets());
        json.writeNumberProperty("lostPackets", flow.lostPackets());
        json.writeNumberProperty("duplicates", flow.duplicates());
        json.writeNumberProperty("reordered", flow.reordered());
        quantiles("delayMs", isDelayKnown(flow) ? flow.delay() : null, Decimal::millis, json);
        FlowResult.Connection tcp = flow.connection().orElse(null);
        number("retransmits", tcp == null ? null : String.valueOf(tcp.retransmits()), json);
        OptionalLong completion = tcp == null ? OptionalLong.empty() : tcp.completion();
        number("fctSeconds", completion.isPresent() ? Decimal.seconds(completion.getAsLong()) : null, json);
        quantiles("rttMs", tcp == null ? null : tcp.rtt(), Decimal::millis, json);
        quantiles("cwndBytes", tcp == null ? null : tcp.congestionWindow(), String::valueOf, json);
    }

    /** Datagrams carry the time of their sending, segments do not. */
    static boolean isDelayKnown(FlowResult flow) {
        return flow.delay().isKnown() && flow.connection().isEmpty();
    }

    private static void link(LinkResult link, JsonGenerator json) {
        json.writeStringProperty("from", link.from().toString());
        json.writeStringProperty("to", link.to().toString());
        json.writeNumberProperty("packets", link.packets());
        json.writeNumberProperty("bytes", link.bytes());
        json.writeObjectPropertyStart("drops");
        json.writeNumberProperty("queue", link.drops().queue());
        json.writeNumberProperty("loss", link.drops().loss());
        json.writeNumberProperty("down", link.drops().down());
        json.writeNumberProperty("partition", link.drops().partition());
        json.writeEndObject();
        json.writeNumberProperty("duplicated", link.duplicated());
        json.writeNumberProperty("corrupted", link.corrupted());
        json.writeNumberProperty("marked", link.marked());
        number("utilisation", Decimal.of(link.utilisation()), json);
        json.writeObjectPropertyStart("queueBytes");
        number("mean", Decimal.of(link.queueMean()), json);
        json.writeNumberProperty("max", link.queueMax());
        json.writeEndObject();
    }

    private static void nodeDrops(NodeDrops drops, JsonGenerator json) {
        json.writeStringProperty("node", drops.node());
        json.writeStringProperty("reason", drops.reason().text());
        json.writeNumberProperty("packets", drops.packets());
    }

    private static void expectation(ExpectationResult expectation, JsonGenerator json) {
        json.writeStringProperty("text", expectation.text());
        json.writeBooleanProperty("passed", expectation.passed());
        json.writeStringProperty("actual", expectation.actual());
    }

    @FunctionalInterface
    private interface Properties<T> {
        void write(T value, JsonGenerator json);
    }

    private static <T> void array(String key, List<T> values, Properties<T> properties, JsonGenerator json) {
        json.writeArrayPropertyStart(key);
        for (T value : values) {
            json.writeStartObject();
            properties.write(value, json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void quantiles(
            String key,
            @Nullable Quantiles quantiles,
            java.util.function.LongFunction<String> unit,
            JsonGenerator json) {
        if (quantiles == null) {
            json.writeNullProperty(key);
            return;
        }
        json.writeObjectPropertyStart(key);
        number("min", unit.apply(quantiles.min()), json);
        number("mean", unit.apply(quantiles.mean()), json);
        number("p50", unit.apply(quantiles.p50()), json);
        number("p90", unit.apply(quantiles.p90()), json);
        number("p99", unit.apply(quantiles.p99()), json);
        number("max", unit.apply(quantiles.max()), json);
        json.writeEndObject();
    }

    /** Writes a number that is digits already: a generator would give large ones an exponent. */
    private static void number(String key, @Nullable String digits, JsonGenerator json) {
        json.writeName(key);
        if (digits == null) {
            json.writeNull();
        } else {
            json.writeNumber(digits);
        }
    }
}
