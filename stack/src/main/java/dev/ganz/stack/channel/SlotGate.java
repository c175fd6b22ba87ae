package dev.ganz.stack.channel;

import dev.ganz.lab.Impairment.QueueLimit;
import dev.ganz.lab.Impairment.Slot;
import dev.ganz.stack.Frame;
import java.util.Optional;

/**
 * Lets frames out in bursts at the end of the channel, as a radio or a cable modem does: a slot opens some time after the one
 * before, and lets those out that arrived by then, up to its frames and its octets. As in netem the frame that uses up the octets is
 * let out whole, so a frame larger than a slot is not stuck.
 *
 * <p>Frames that wait for a slot are bounded by the channel's {@code limit}, apart from those that wait to be sent.
 */
final class SlotGate {
    /** An idle time of more slots than this is passed over in whole mean slots, so that it costs no time to compute. */
    private static final int MOST_IDLE_SLOTS = 64;

    private final DelayLine waiting = new DelayLine();
    private final Draws draws;
    private Optional<Slot> slot = Optional.empty();
    private short[] table = {};
    private long octets;

    private long open; // the latest slot that was looked at
    private int packetsLeft;
    private long octetsLeft;

    SlotGate(Streams streams) {
        draws = new Draws(streams.of("slot"), 0);
    }

    void reseed(Streams streams) {
        draws.restart(streams.of("slot"));
    }

    /** Frames that wait keep their time. The first slot opens now. */
    void change(Optional<Slot> to, long now) {
        slot = to;
        table = to.flatMap(Slot::distribution).map(JitterTable::of).orElse(new short[0]);
        open = now;
        to.ifPresent(this::fill);
    }

    /** When the next frame is let out. */
    long next() {
        return waiting.next();
    }

    int count() {
        return waiting.count();
    }

    /** Takes in a frame that arrived at {@code due}, unless too many wait. */
    boolean enter(Frame frame, long due, QueueLimit limit) {
        if (waiting.count() >= limit.packets() || octets + frame.length() > limit.octets()) {
            return false;
        }
        octets += frame.length();
        long release = slot.isPresent() ? release(slot.get(), frame.length(), due) : due;
        waiting.push(frame, Math.max(release, waiting.latest()));
        return true;
    }

    /** Lets the next frame out. */
    Frame leave() {
        Frame frame = waiting.take();
        octets -= frame.length();
        return frame;
    }

    private long release(Slot parameters, int length, long due) {
        if (open < due) {
            passIdleTime(parameters, due);
            while (open < due) {
                open = later(interval(parameters));
            }
            fill(parameters);
        } else if (packetsLeft <= 0 || octetsLeft <= 0) {
            open = later(interval(parameters));
            fill(parameters);
        }
        packetsLeft--;
        octetsLeft -= length;
        return open;
    }

    private void passIdleTime(Slot parameters, long due) {
        long mean = parameters.distribution().isPresent()
                ? parameters.minimum()
                : parameters.minimum() + (parameters.maximum() - parameters.minimum()) / 2;
        if (mean <= 0) {
            open = due; // always open
        } else if ((due - open) / mean > MOST_IDLE_SLOTS) {
            open += ((due - open) / mean - MOST_IDLE_SLOTS / 2) * mean;
        }
    }

    private long later(long interval) {
        long sum = open + interval;
        return sum < 0 ? Channel.NEVER - 1 : sum;
    }

    private long interval(Slot parameters) {
        if (parameters.distribution().isPresent()) {
            return Math.max(0, JitterTable.delay(table, parameters.minimum(), parameters.maximum(), draws.next()));
        }
        long spread = parameters.maximum() - parameters.minimum();
        return parameters.minimum() + (spread > 0 ? draws.below(spread + 1) : 0);
    }

    private void fill(Slot parameters) {
        packetsLeft = parameters.packets() == 0 ? Integer.MAX_VALUE : parameters.packets();
        octetsLeft = parameters.octets() == 0 ? Long.MAX_VALUE : parameters.octets();
    }
}
