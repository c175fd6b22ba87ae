package dev.ganz.live.wires;

import dev.ganz.lab.Impairment;
import dev.ganz.linux.PacketSocket;
import dev.ganz.live.loop.EventLoop;
import dev.ganz.stack.Frame;
import dev.ganz.stack.channel.Channel;
import org.jspecify.annotations.Nullable;

/** One end of a wire: where frames come in, the channel that they go through, and the end at which they come out. */
final class WireEnd implements EventLoop.Source {
    private final Wires wires;
    final Channel channel;
    /** Takes frames as they would be on a cable. */
    final Offload.Taker taker = this::offer;
    /** Of this end in the loop. */
    int number;
    /** Null while nothing is plugged in here. */
    @Nullable
    PacketSocket socket;

    @Nullable
    WireEnd far;
    /** When the channel was called last: its time must not go back. */
    private long time;
    /** Whether frames longer than the link takes pass whole, because a constant delay is all that they meet. */
    boolean whole;

    WireEnd(Wires wires, Channel channel) {
        this.wires = wires;
        this.channel = channel;
        this.whole = isWhole(channel.impairment());
    }

    /** Moves the channel's time on. */
    long at(long instant) {
        time = Math.max(time, instant);
        return time;
    }

    void offer(Frame frame) {
        channel.offer(frame, time);
    }

    @Override
    public void readable() {
        wires.receive(this);
    }

    @Override
    public void due(long instant) {
        wires.deliver(this, instant);
    }

    static boolean isWhole(Impairment impairment) {
        return impairment.equals(Impairment.NONE.withDelay(impairment.delay()));
    }
}
