package dev.ganz.live;

import dev.ganz.lab.Fault;
import dev.ganz.lab.ImpairmentChange;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.LinkReference;
import dev.ganz.lab.Loss;
import dev.ganz.lab.file.LabFile;
import dev.ganz.lab.unit.Durations;
import dev.ganz.lab.unit.Percentages;
import dev.ganz.lab.unit.Rates;
import dev.ganz.live.control.Message;
import dev.ganz.live.node.Cables;
import dev.ganz.stack.channel.ChannelStatistics;
import dev.ganz.stack.scenario.LinkDirection;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Looks at a link, or changes it while it runs. */
final class LinkRequest {
    private LinkRequest() {}

    static Message answer(Message request, Cables cables) throws IOException {
        List<LinkDirection> directions = cables.directions(LinkReference.parse(request.text("link")));
        switch (request.text("action")) {
            case "show" -> {
                // that is the answer in any case
            }
            case "up" -> cables.hold(directions, true);
            case "down" -> cables.hold(directions, false);
            case "set" -> {
                ImpairmentChange change = change(request.texts("words"));
                for (LinkDirection direction : directions) {
                    cables.change(direction, change);
                }
            }
            default ->
                throw new InvalidInput("expected show, set, up or down, found \"" + request.text("action") + "\"");
        }
        return Message.of(
                "directions",
                cables.states(directions.getFirst().link()).stream()
                        .map(LinkRequest::direction)
                        .toList());
    }

    /**
     * Reads {@code delay=80ms loss=2%}: the words of a lab file's {@code set}, by the lab file's own reader.
     *
     * @throws InvalidInput that says which word is wrong
     */
    static ImpairmentChange change(List<String> words) {
        if (words.isEmpty()) {
            throw new InvalidInput("expected words to set, such as delay=80ms, found none");
        }
        String entries = words.stream().map(LinkRequest::entry).collect(Collectors.joining(", "));
        try {
            Fault fault = LabFile.read("set", lab(entries)).lab().faults().getFirst();
            if (fault instanceof Fault.LinkSet set) {
                return set.change();
            }
            throw new IllegalStateException("a fault of another kind: " + fault);
        } catch (InvalidInput refused) {
            throw new InvalidInput(String.valueOf(refused.getMessage()).replaceFirst("^set:\\d+:\\d+: ", ""), refused);
        }
    }

    /** A lab whose only fault sets these words. */
    private static String lab(String entries) {
        return "name: x\n"
                + "topology: { nodes: { a: { kind: host }, b: { kind: host } }, links: [ { endpoints: [a:e, b:e] } ] }\n"
                + "faults: [ { at: 0s, link: a:e, set: { " + entries + " } } ]\n";
    }

    private static String entry(String word) {
        int equals = word.indexOf('=');
        if (equals < 1 || !word.substring(0, equals).matches("[\\w-]+")) {
            throw new InvalidInput("expected a word, = and a value, such as delay=80ms, found \"" + word + "\"");
        }
        String value = word.substring(equals + 1);
        return word.substring(0, equals) + ": "
                + (value.matches("[\\w.-]+%?")
                        ? value
                        : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
    }

    private static Message direction(Cables.State state) {
        Message message = Message.of("from", state.from())
                .with("to", state.to())
                .with("up", state.up())
                .with("engine", state.statistics().isPresent() ? "wire" : "kernel")
                .with("delay", Durations.text(state.impairment().delay()))
                .with("jitter", Durations.text(state.impairment().jitter()))
                .with("loss", loss(state.impairment().loss()))
                .with(
                        "rate",
                        state.impairment().rate() == 0
                                ? ""
                                : Rates.text((double) state.impairment().rate()));
        return state.statistics().map(counts -> with(message, counts)).orElse(message);
    }

    private static Message with(Message message, ChannelStatistics counts) {
        return message.with("packets", counts.delivered().frames())
                .with("bytes", counts.delivered().octets())
                .with("lost", counts.lost().frames())
                .with("queueDrops", counts.queueDrops().frames())
                .with("downDrops", counts.downDrops().frames());
    }

    private static String loss(Loss loss) {
        return switch (loss) {
            case Loss.Random(var chance) -> Percentages.text(chance.probability());
            case Loss.GilbertElliott _ -> "gemodel";
            case Loss.FourState _ -> "state";
        };
    }
}
