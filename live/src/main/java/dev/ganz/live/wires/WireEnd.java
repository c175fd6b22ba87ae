package dev.ganz.live.wires;

import dev.ganz.lab.Impairment;
import dev.ganz.linux.PacketSocket;
import dev.ganz.stack.Frame;
import dev.ganz.stack.channel.Channel;

/** One end of a wire: where frames come in, the channel that they go through, and the socket at the other end. */
final class WireEnd {
    /** Of this end among all. */
    final int number;

    final PacketSocket socket;
    final Channel channel;
    final PacketSocket far;
    /** Takes frames as they would be on a cable. */
    final Offload.Taker taker = this::offer;
    /** When the channel was called last: its time must not go back. */
    long time;
    /** Whether frames longer than the link takes pass whole, because a constant delay is all that they meet. */
    boolean whole;

    WireEnd(int number, PacketSocket socket, Channel channel, PacketSocket far) {
        this.number = number;
        this.socket = socket;
        this.channel = channel;
        this.far = far;
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

    static boolean isWhole(Impairment impairment) {
        return impairment.equals(Impairment.NONE.withDelay(impairment.delay()));
    }
}
