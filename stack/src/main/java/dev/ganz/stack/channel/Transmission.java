package dev.ganz.stack.channel;

import dev.ganz.lab.Impairment;
import dev.ganz.stack.Frame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Queue, rate and delay of a channel. What becomes of a frame is known when it comes: when it begins to be sent, when it is through,
 * when it arrives. It lies in the {@link DelayLine} from then on.
 */
final class Transmission {
    private final TransmitQueue queue = new TransmitQueue();
    private final DelayLine way = new DelayLine();
    private @Nullable Serialiser line; // none while there never was a rate
    private @Nullable Jitter jitter; // none while every delay was the same
    private long delay;
    private boolean ordered;

    Transmission(Impairment impairment, Streams streams) {
        configure(impairment, impairment, streams, 0);
    }

    TransmitQueue queue() {
        return queue;
    }

    /** The frames under way, and those that wait: all that were sent and have not arrived. */
    DelayLine way() {
        return way;
    }

    long busy(long now) {
        return line == null ? 0 : line.busy(now);
    }

    /** The chance of a frame's delay, to be drawn for every frame that is offered. */
    double draw() {
        return jitter == null ? Jitter.STEADY : jitter.draw();
    }

    /** Sends a frame, or lets it wait; false: too many wait. */
    boolean send(Frame frame, int length, double draw, long now) {
        Serialiser sender = line;
        if (sender == null) {
            double kept = skipping(draw);
            way.push(frame, due(now, kept));
            return true;
        }
        long start = sender.free();
        double kept;
        if (start <= now) {
            sender.pause(now);
            kept = skipping(draw);
        } else {
            if (!queue.admits(length, now)) {
                return false;
            }
            kept = skipping(draw);
            queue.add(length, kept, start, now);
        }
        way.push(frame, due(sender.send(length), kept));
        return true;
    }

    /** Empties queue and line; the frames are still to be taken out, and their times mean nothing any more. */
    void stop(long now) {
        queue.clear(now);
        if (line != null && line.free() > now) {
            line.stop(now);
        }
    }

    void change(Impairment from, Impairment to, Streams streams, long now) {
        queue.advance(now);
        boolean retimed = false;
        if (line != null && Serialiser.differ(from, to)) {
            retimed = true;
            line.stop(queue.start(0, line.free()));
            line.change(to);
        }
        configure(from, to, streams, now);
        if (queue.count() > 0 && (retimed || Jitter.differ(from, to))) {
            retime(retimed);
        }
    }

    private void configure(Impairment from, Impairment to, Streams streams, long now) {
        delay = Math.min(to.delay(), Jitter.LONGEST);
        ordered = to.ordered();
        queue.limit(to.limit());
        if (line == null && to.rate() > 0) {
            line = new Serialiser(to, now);
        }
        if (jitter == null) {
            jitter = Jitter.varies(to) ? new Jitter(to, streams) : null;
        } else {
            jitter.change(to);
            if (!from.seed().equals(to.seed())) {
                jitter.reseed(streams);
            }
        }
    }

    /** Gives the waiting frames new times: of the line, if it changed, and of the delay. */
    private void retime(boolean lineChanged) {
        Serialiser sender = Objects.requireNonNull(line, "frames wait for a line");
        Frame[] frames = new Frame[queue.count()];
        way.takeBack(frames);
        for (int i = 0; i < frames.length; i++) {
            long through;
            if (lineChanged) {
                queue.restart(i, sender.free());
                through = sender.send(queue.length(i));
            } else {
                through = queue.start(i + 1, sender.free());
            }
            way.push(frames[i], due(through, queue.draw(i)));
        }
    }

    private double skipping(double draw) {
        return jitter != null && jitter.skips() ? Jitter.SKIPS : draw;
    }

    private long due(long through, double draw) {
        long due = through + (jitter == null ? delay : jitter.delay(draw));
        return ordered && draw != Jitter.SKIPS ? Math.max(due, way.latest()) : due;
    }
}
