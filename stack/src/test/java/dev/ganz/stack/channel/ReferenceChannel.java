package dev.ganz.stack.channel;

import dev.ganz.lab.Impairment;
import dev.ganz.lab.Loss;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * A channel as one would explain it: every frame is moved from place to place when its time comes, in exact fractions, and what will
 * be next is found by trying it out on a copy. Slow. Shares with the real one the random streams and the tables of jitter only.
 */
final class ReferenceChannel {
    /** A time as a fraction of nanoseconds. */
    record Time(BigInteger numerator, BigInteger denominator) {
        static Time of(long nanoseconds) {
            return new Time(BigInteger.valueOf(nanoseconds), BigInteger.ONE);
        }

        Time plus(BigInteger over, long divisor) {
            BigInteger other = BigInteger.valueOf(divisor);
            BigInteger sum = numerator.multiply(other).add(over.multiply(denominator));
            BigInteger common = sum.gcd(denominator.multiply(other));
            return new Time(sum.divide(common), denominator.multiply(other).divide(common));
        }

        long up() {
            BigInteger[] parts = numerator.divideAndRemainder(denominator);
            return parts[0].longValueExact() + (parts[1].signum() > 0 ? 1 : 0);
        }
    }

    record Waiting(int id, int length, double draw, boolean skips, long since) {}

    record UnderWay(int id, int length, long due, int order) {}

    record Delivery(int id, long at) {}

    final List<Integer> dropped = new ArrayList<>();
    private final Draws jitter;
    private final Draws reorder;
    private final Draws loss;
    private final Draws duplicate;
    private Impairment words;
    private boolean up = true;
    private Time free = Time.of(0);
    private long busySince;
    private long busyBefore;
    private Deque<Waiting> waiting = new ArrayDeque<>();
    private List<UnderWay> underWay = new ArrayList<>();
    private int order;
    private int sinceReorder;
    double frameTime;
    double octetTime;

    ReferenceChannel(Impairment words, Streams streams) {
        this.words = words;
        jitter = new Draws(streams.of("jitter"), words.correlation());
        reorder = new Draws(streams.of("reorder"), 0);
        loss = new Draws(streams.of("loss"), 0);
        duplicate = new Draws(streams.of("duplicate"), 0);
    }

    private ReferenceChannel(ReferenceChannel of) {
        words = of.words;
        jitter = of.jitter;
        reorder = of.reorder;
        loss = of.loss;
        duplicate = of.duplicate;
        free = of.free;
        waiting = new ArrayDeque<>(of.waiting);
        underWay = new ArrayList<>(of.underWay);
        order = of.order;
    }

    void offer(int id, int length, long now) {
        advance(now);
        if (!up) {
            dropped.add(id);
            return;
        }
        boolean twice = duplicate.happens(words.duplicate().probability());
        boolean lost = loss.happens(((Loss.Random) words.loss()).chance().probability());
        if (twice && !lost) {
            goOn(id, length, loss.happens(((Loss.Random) words.loss()).chance().probability()), now);
        }
        goOn(id, length, lost && !twice, now);
    }

    private void goOn(int id, int length, boolean lost, long now) {
        double draw = words.jitter() > 0 ? jitter.next() : Jitter.STEADY;
        boolean busy = free.up() > now || !waiting.isEmpty();
        long octets = waiting.stream().mapToLong(Waiting::length).sum();
        if (lost
                || busy
                        && (waiting.size() >= words.limit().packets()
                                || octets + length > words.limit().octets())) {
            dropped.add(id);
            return;
        }
        double skip = words.reorder().probability();
        boolean skips = sinceReorder >= words.gap() - 1 && reorder.happens(skip);
        if (skip > 0) {
            sinceReorder = skips ? 0 : sinceReorder + 1;
        }
        if (!busy) {
            busyBefore += free.up() - busySince;
            busySince = now;
            free = Time.of(now);
        }
        waiting.add(new Waiting(id, length, draw, skips, now));
        advance(now);
    }

    private void advance(long now) {
        while (!waiting.isEmpty() && free.up() <= now) {
            startNext();
        }
    }

    private void startNext() {
        Waiting frame = waiting.remove();
        leave(frame, free.up());
        if (words.rate() > 0) {
            free = free.plus(bits(frame.length()).multiply(BigInteger.valueOf(1_000_000_000)), words.rate());
        }
        long delay = frame.draw() < 0 ? words.delay() : drawn(frame.draw());
        long due = free.up() + (frame.skips() ? 0 : Math.max(0, delay));
        if (words.ordered() && !frame.skips()) {
            due = Math.max(due, underWay.stream().mapToLong(UnderWay::due).max().orElse(0));
        }
        underWay.add(new UnderWay(frame.id(), frame.length(), due, order++));
    }

    private long drawn(double draw) {
        return JitterTable.delay(JitterTable.of(words.distribution()), words.delay(), words.jitter(), draw);
    }

    private BigInteger bits(int length) {
        long octets = Math.max(0, (long) length + words.overhead());
        if (words.cell() > 0) {
            long cells = octets / words.cell() + (octets % words.cell() > 0 ? 1 : 0);
            octets = cells * (words.cell() + words.cellOverhead());
        }
        return BigInteger.valueOf(octets * 8);
    }

    private void leave(Waiting frame, long at) {
        frameTime += at - frame.since();
        octetTime += (double) (at - frame.since()) * frame.length();
    }

    /** When the next frame comes out: the future, tried out. */
    long next() {
        ReferenceChannel future = new ReferenceChannel(this);
        while (!future.waiting.isEmpty()) {
            future.startNext();
        }
        return future.underWay.stream().mapToLong(UnderWay::due).min().orElse(Channel.NEVER);
    }

    /** The frame that comes out at {@code now}, which is {@link #next}. */
    int poll(long now) {
        advance(now);
        UnderWay first = underWay.stream()
                .min(Comparator.comparingLong(UnderWay::due).thenComparingInt(UnderWay::order))
                .orElseThrow();
        underWay.remove(first);
        return first.id();
    }

    void change(Impairment to, long now) {
        advance(now);
        if (words.rate() != to.rate()
                || words.overhead() != to.overhead()
                || words.cell() != to.cell()
                || words.cellOverhead() != to.cellOverhead()) {
            free = Time.of(free.up());
        }
        words = to;
        jitter.correlation(to.correlation());
    }

    void carrier(boolean present, long now) {
        advance(now);
        if (up && !present) {
            waiting.forEach(frame -> leave(frame, now));
            waiting.forEach(frame -> dropped.add(frame.id()));
            underWay.forEach(frame -> dropped.add(frame.id()));
            waiting.clear();
            underWay.clear();
            free = Time.of(Math.min(free.up(), now));
        }
        up = present;
    }

    int waitingFrames(long now) {
        advance(now);
        return waiting.size();
    }

    double frameTime(long now) {
        advance(now);
        return frameTime
                + waiting.stream().mapToDouble(frame -> now - frame.since()).sum();
    }

    double octetTime(long now) {
        advance(now);
        return octetTime
                + waiting.stream()
                        .mapToDouble(frame -> (double) (now - frame.since()) * frame.length())
                        .sum();
    }

    long busy(long now) {
        advance(now);
        return busyBefore + Math.max(0, Math.min(now, free.up()) - busySince);
    }
}
