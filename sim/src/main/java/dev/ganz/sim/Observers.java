package dev.ganz.sim;

import dev.ganz.lab.Interface;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Node;
import dev.ganz.lab.addressing.Cabling;
import dev.ganz.sim.record.Captures;
import dev.ganz.sim.record.RecordedNode;
import dev.ganz.sim.record.RunHeader;
import dev.ganz.sim.record.RunRecorder;
import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.stack.channel.Channel;
import dev.ganz.stack.result.LabEvent;
import dev.ganz.wire.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whoever watches a run: captures, the record for comparisons, the event log. Nobody by default, and that costs next to nothing. */
final class Observers implements AutoCloseable {
    private final @Nullable Captures captures;
    private final @Nullable RunRecorder recorder;
    private final @Nullable Consumer<LabEvent> events;

    Observers(@Nullable Captures captures, @Nullable RunRecorder recorder, @Nullable Consumer<LabEvent> events) {
        this.captures = captures;
        this.recorder = recorder;
        this.events = events;
    }

    /** @throws dev.ganz.lab.InvalidInput if a file cannot be written, or a capture names what is not in the lab */
    static Observers open(Lab lab, SimulationOptions options) {
        Captures captures = options.captures().isEmpty()
                ? null
                : Captures.open(
                        lab,
                        options.captures().stream()
                                .map(capture -> new Captures.Request(capture.what(), capture.file()))
                                .toList());
        try {
            RunRecorder recorder = options.record()
                    .map(path -> RunRecorder.create(path, header(lab)))
                    .orElse(null);
            return new Observers(captures, recorder, options.events());
        } catch (RuntimeException failure) {
            if (captures != null) {
                captures.close();
            }
            throw failure;
        }
    }

    private static RunHeader header(Lab lab) {
        Cabling cabling = Cabling.of(lab);
        List<RecordedNode> nodes = new ArrayList<>(lab.nodes().size());
        for (int rank = 0; rank < lab.nodes().size(); rank++) {
            Node node = lab.nodes().get(cabling.nodeInOrder(rank));
            nodes.add(new RecordedNode(
                    node.name(), node.interfaces().stream().map(Interface::name).toList()));
        }
        return new RunHeader(lab.name(), lab.seed(), nodes);
    }

    /** Finds the interfaces that are captured. */
    void tap(Network network) {
        if (captures != null) {
            for (NodeRuntime node : network.nodesByName()) {
                for (int port = 0; port < node.ports(); port++) {
                    int tap = captures.tap(node.node().name(), node.port(port).name());
                    if (tap != Captures.NO_TAP) {
                        node.tap(port, tap);
                    }
                }
            }
        }
    }

    /** The run has ended well: files get their names. */
    void commit(long digest) {
        if (captures != null) {
            captures.commit();
        }
        if (recorder != null) {
            recorder.commit(digest);
        }
    }

    @Override
    public void close() {
        if (recorder != null) {
            recorder.close();
        }
        if (captures != null) {
            captures.close();
        }
    }

    /** True if nobody watches: it does not matter then which of two nodes does first what does not concern the other. */
    boolean isEmpty() {
        return captures == null && recorder == null && events == null;
    }

    void sent(NodeRuntime from, int port, long now, Frame frame) {
        if (captures != null) {
            int tap = from.tap(port);
            if (tap >= 0) {
                captures.frame(tap, now, true, frame.octets(), frame.offset(), frame.length());
            }
        }
    }

    void delivered(NodeRuntime to, int port, long now, Frame frame) {
        if (captures != null) {
            int tap = to.tap(port);
            if (tap >= 0) {
                captures.frame(tap, now, false, frame.octets(), frame.offset(), frame.length());
            }
        }
        if (recorder != null) {
            recorder.delivery(now, to.index(), port, frame.octets(), frame.offset(), frame.length());
        }
    }

    void dropped(Channel channel, Frame frame, DropReason reason, long now) {
        dropped(channel.name(), now, frame, reason);
    }

    void dropped(String place, long now, Frame frame, DropReason reason) {
        if (events != null || recorder != null) {
            String what = Summary.of(frame.octets(), frame.offset(), frame.length());
            accept(new LabEvent(now, LabEvent.Kind.DROP, place, reason.text() + ": " + what));
        }
    }

    void event(long now, LabEvent.Kind kind, String place, String text) {
        if (events != null || recorder != null) {
            accept(new LabEvent(now, kind, place, text));
        }
    }

    private void accept(LabEvent event) {
        if (recorder != null) {
            recorder.event(event);
        }
        if (events != null) {
            events.accept(event);
        }
    }
}
