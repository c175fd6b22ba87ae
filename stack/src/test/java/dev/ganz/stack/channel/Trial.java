package dev.ganz.stack.channel;

import dev.ganz.lab.Impairment;
import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.stack.FramePool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A channel and what came of the frames that were offered to it; each frame carries its number. */
final class Trial {
    record Arrival(int number, long at, byte[] octets) {}

    record Drop(int number, DropReason reason, long at) {}

    final List<Arrival> arrivals = new ArrayList<>();
    final List<Drop> drops = new ArrayList<>();
    final Channel channel;
    private final FramePool pool = new FramePool();
    private int offered;

    Trial(Words words) {
        this(words, 1);
    }

    Trial(Words words, long seed) {
        this(words.done(), seed, "a->b");
    }

    Trial(Impairment words, long seed, String name) {
        channel = new Channel(
                name, words, seed, pool, (_, frame, reason, now) -> drops.add(new Drop(number(frame), reason, now)));
    }

    /** Offers frames of 125 octets, 1000 bits. */
    Trial offer(int count, long now) {
        for (int i = 0; i < count; i++) {
            offerOf(125, now);
        }
        return this;
    }

    Trial offerOf(int length, long now) {
        Frame frame = pool.take(length).length(length);
        Arrays.fill(frame.octets(), (byte) 0);
        for (int i = 0; i < 4; i++) {
            frame.octets()[frame.offset() + i] = (byte) (offered >>> 8 * i);
        }
        offered++;
        channel.offer(frame, now);
        return this;
    }

    /** Takes out what is due by {@code time}, each when it is due. */
    Trial runUntil(long time) {
        while (channel.next() <= time) {
            long now = channel.next();
            Frame frame = channel.poll(now);
            if (frame != null) {
                byte[] octets = Arrays.copyOfRange(frame.octets(), frame.offset(), frame.offset() + frame.length());
                arrivals.add(new Arrival(number(frame), now, octets));
                pool.give(frame);
            }
        }
        return this;
    }

    List<Integer> numbers() {
        return arrivals.stream().map(Arrival::number).toList();
    }

    List<Long> times() {
        return arrivals.stream().map(Arrival::at).toList();
    }

    long timeOf(int number) {
        return arrivals.stream()
                .filter(arrival -> arrival.number() == number)
                .mapToLong(Arrival::at)
                .findFirst()
                .orElse(Channel.NEVER);
    }

    ChannelStatistics statistics(long now) {
        return Objects.requireNonNull(channel.statistics(now));
    }

    private static int number(Frame frame) {
        int number = 0;
        for (int i = 3; i >= 0; i--) {
            number = number << 8 | frame.octets()[frame.offset() + i] & 0xff;
        }
        return number;
    }
}
