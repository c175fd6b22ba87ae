package dev.ganz.stack.channel;

import dev.ganz.stack.channel.ChannelStatistics.Count;

/** A count of frames and octets that goes up. */
final class Tally {
    private long frames;
    private long octets;

    void add(int length) {
        frames++;
        octets += length;
    }

    void add(long moreFrames, long moreOctets) {
        frames += moreFrames;
        octets += moreOctets;
    }

    long frames() {
        return frames;
    }

    long octets() {
        return octets;
    }

    Count count() {
        return new Count(frames, octets);
    }
}
