package dev.ganz.stack.channel;

import dev.ganz.lab.Impairment;
import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.stack.FramePool;
import dev.ganz.stack.channel.ChannelStatistics.Count;
import dev.ganz.stack.channel.ChannelStatistics.Queue;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a link. Frames are offered at one end and polled at the other when they are due; in between happens what an
 * {@link Impairment} says, in this order: duplicate, loss, corrupt, queue, rate, delay, slot. It reads no clock: times, in
 * nanoseconds since the beginning of the run, come with the calls and never go back.
 *
 * <p>The world calls {@link #poll} at {@link #next}, again while {@code next() <= now}, and looks at {@code next()} again after each
 * call of another method: it can become earlier (a frame overtakes) and later (a slower rate, a loss of carrier).
 *
 * <h2>What the words mean</h2>
 *
 * <ul>
 *   <li>A lost frame uses no capacity. With {@code ecn} a frame of an ECN-capable sender is marked instead.
 *   <li>A copy goes its own way behind the draw for duplicates: it may be lost, is never copied again, and goes first. A frame drawn
 *       for loss and for duplication is neither: it goes on alone.
 *   <li>{@code limit} bounds the frames that wait, not the one being sent and not those under way; without a rate none waits.
 *   <li>The line sends a frame of {@code length()} octets, which is the Ethernet frame without FCS, with overhead and in cells, in
 *       exact time. Its last bit is through at the first whole nanosecond after that; the delay counts from there.
 *   <li>Jitter lets frames overtake each other unless {@code ordered}. A {@code reorder}ed frame waits for the line as every other, and
 *       skips the delay.
 * </ul>
 *
 * <h2>What happens at a change</h2>
 *
 * <ul>
 *   <li>Words that stay the same keep their state: the state of the loss model, the place in the random streams, the frames between
 *       two that are reordered.
 *   <li>The frame being sent and those under way keep their time. Those that wait get the times of the new rate and delay, with the
 *       chance they drew when they were offered.
 *   <li>A lower {@code limit} does not throw out who waits already.
 *   <li>Loss of carrier loses all, waiting and under way; what is offered without carrier is lost too. All count as {@code DOWN}.
 * </ul>
 *
 * <p>For one thread. Nothing is allocated for a frame but its copy, once the rings have grown to what the link holds.
 */
public final class Channel {
    /** There is nothing to poll. */
    public static final long NEVER = Long.MAX_VALUE;

    private final String name;
    private final long runSeed;
    private final FramePool pool;
    private final DropListener drops;
    private Impairment impairment;

    private boolean up = true;
    private boolean special; // a frame may meet with more than the queue, the line and a constant delay

    private final Transmission transmission;
    /** That of the transmission: what is asked at every event should not be two steps away. */
    private final DelayLine way;

    private @Nullable Effects effects;
    private @Nullable SlotGate gate;

    private long offeredFrames;
    private long offeredOctets;
    private long deliveredFrames;
    private long deliveredOctets;
    private @Nullable Ledger ledger;

    /**
     * A channel with carrier.
     *
     * @param name names its random streams: no other channel of the run may have it
     * @param pool takes the frames that end here, and gives the copies
     */
    public Channel(String name, Impairment impairment, long runSeed, FramePool pool, DropListener drops) {
        this.name = name;
        this.runSeed = runSeed;
        this.pool = pool;
        this.drops = drops;
        this.impairment = impairment;
        transmission = new Transmission(impairment, streams());
        way = transmission.way();
        effects = Effects.any(impairment) ? new Effects(impairment, streams()) : null;
        special = isSpecial();
        if (impairment.slot().isPresent()) {
            openSlots(0);
        }
    }

    public String name() {
        return name;
    }

    public Impairment impairment() {
        return impairment;
    }

    public boolean up() {
        return up;
    }

    /** Takes a frame, and gives it out again, loses it, or both in copies. */
    public void offer(Frame frame, long now) {
        int length = frame.length();
        offeredFrames++;
        offeredOctets += length;
        if (special) {
            offerSpecially(frame, now);
        } else if (!transmission.send(frame, length, Jitter.STEADY, now)) {
            refuse(frame, now);
        }
    }

    /** When to call {@link #poll}; {@link #NEVER} if nothing is on its way. */
    public long next() {
        long arrival = way.next();
        return gate == null ? arrival : Math.min(arrival, gate.next());
    }

    /** A frame that is due at {@code now} or before; null if there is none. */
    public @Nullable Frame poll(long now) {
        if (gate != null) {
            return pollSlots(gate, now);
        }
        return way.next() > now ? null : delivered(way.take());
    }

    /** Brings or takes the carrier. */
    public void carrier(boolean present, long now) {
        if (present == up) {
            return;
        }
        up = present;
        special = isSpecial();
        if (!present) {
            loseAll(now);
        }
    }

    /** Puts another impairment in the place of the one before. */
    public void change(Impairment to, long now) {
        Impairment from = impairment;
        if (to.equals(from)) {
            return;
        }
        impairment = to;
        transmission.change(from, to, streams(), now);
        boolean reseeded = !from.seed().equals(to.seed());
        if (effects == null) {
            effects = Effects.any(to) ? new Effects(to, streams()) : null;
        } else {
            effects.change(to);
            if (reseeded) {
                effects.reseed(streams());
            }
        }
        if (gate != null && reseeded) {
            gate.reseed(streams());
        }
        if (!to.slot().equals(from.slot())) {
            openSlots(now);
        }
        special = isSpecial();
    }

    /** What happened until {@code now}. */
    public ChannelStatistics statistics(long now) {
        TransmitQueue queue = transmission.queue();
        queue.advance(now);
        Ledger rare = ledger == null ? new Ledger() : ledger;
        return new ChannelStatistics(
                now,
                new Count(offeredFrames, offeredOctets),
                new Count(
                        offeredFrames + rare.duplicates.frames() - rare.unsent.frames() - queue.count(),
                        offeredOctets + rare.duplicates.octets() - rare.unsent.octets() - queue.octets()),
                new Count(deliveredFrames, deliveredOctets),
                rare.duplicates.frames(),
                rare.corruptions,
                rare.marks,
                rare.lost.count(),
                rare.queueDrops.count(),
                rare.downDrops.count(),
                transmission.busy(now),
                new Queue(
                        queue.count(),
                        queue.octets(),
                        queue.peakFrames(),
                        queue.peakOctets(),
                        queue.frameTime(now),
                        queue.octetTime(now)));
    }

    private void offerSpecially(Frame frame, long now) {
        if (!up) {
            ledger().unsent.add(frame.length());
            drop(frame, DropReason.DOWN, now);
            return;
        }
        if (effects == null) {
            send(frame, transmission.draw(), now);
            return;
        }
        boolean twice = effects.duplicates();
        boolean lost = strikes(effects, frame);
        if (twice && !lost) {
            Frame copy = pool.copy(frame);
            ledger().duplicates.add(copy.length());
            goOn(effects, copy, strikes(effects, copy), now);
        }
        goOn(effects, frame, lost && !twice, now);
    }

    private boolean strikes(Effects chances, Frame frame) {
        if (!chances.strikes()) {
            return false;
        }
        if (chances.marks(frame)) {
            ledger().marks++;
            return false;
        }
        return true;
    }

    private void goOn(Effects chances, Frame frame, boolean lost, long now) {
        boolean corrupted = chances.corrupts();
        double draw = transmission.draw();
        if (lost) {
            ledger().unsent.add(frame.length());
            drop(frame, DropReason.LOSS, now);
            return;
        }
        if (corrupted) {
            chances.turnABit(frame);
            ledger().corruptions++;
        }
        send(frame, draw, now);
    }

    private void send(Frame frame, double draw, long now) {
        if (!transmission.send(frame, frame.length(), draw, now)) {
            refuse(frame, now);
        }
    }

    private @Nullable Frame pollSlots(SlotGate slots, long now) {
        while (slots.next() > now) {
            long due = way.next();
            if (due > now) {
                return null;
            }
            Frame frame = way.take();
            if (!slots.enter(frame, due, impairment.limit())) {
                drop(frame, DropReason.QUEUE, now);
            }
        }
        return delivered(slots.leave());
    }

    private Frame delivered(Frame frame) {
        deliveredFrames++;
        deliveredOctets += frame.length();
        return frame;
    }

    private void refuse(Frame frame, long now) {
        ledger().unsent.add(frame.length());
        drop(frame, DropReason.QUEUE, now);
    }

    private void loseAll(long now) {
        TransmitQueue queue = transmission.queue();
        queue.advance(now);
        if (queue.count() > 0) {
            ledger().unsent.add(queue.count(), queue.octets());
        }
        transmission.stop(now);
        while (gate != null && gate.count() > 0) {
            drop(gate.leave(), DropReason.DOWN, now);
        }
        while (way.count() > 0) {
            drop(way.take(), DropReason.DOWN, now);
        }
    }

    private void drop(Frame frame, DropReason reason, long now) {
        Ledger entries = ledger();
        Tally tally = switch (reason) {
            case LOSS -> entries.lost;
            case QUEUE -> entries.queueDrops;
            default -> entries.downDrops;
        };
        tally.add(frame.length());
        drops.dropped(this, frame, reason, now);
        pool.give(frame);
    }

    private Ledger ledger() {
        if (ledger == null) {
            ledger = new Ledger();
        }
        return ledger;
    }

    private Streams streams() {
        return new Streams(runSeed, name, impairment);
    }

    private boolean isSpecial() {
        return !up || Effects.any(impairment) || Jitter.varies(impairment);
    }

    private void openSlots(long now) {
        if (gate == null) {
            gate = new SlotGate(streams());
        }
        gate.change(impairment.slot(), now);
    }
}
