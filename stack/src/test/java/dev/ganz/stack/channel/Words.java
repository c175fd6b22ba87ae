package dev.ganz.stack.channel;

import dev.ganz.lab.Impairment;
import dev.ganz.lab.Impairment.Chance;
import dev.ganz.lab.Impairment.Distribution;
import dev.ganz.lab.Impairment.QueueLimit;
import dev.ganz.lab.Impairment.Slot;
import dev.ganz.lab.Loss;
import java.util.Optional;
import java.util.OptionalLong;

/** An impairment, one word after another, as a lab file says it. */
final class Words {
    private long rate;
    private int overhead;
    private int cell;
    private int cellOverhead;
    private long delay;
    private long jitter;
    private double correlation;
    private Distribution distribution = Distribution.UNIFORM;
    private boolean ordered;
    private Loss loss = Loss.NONE;
    private boolean ecn;
    private Chance duplicate = Chance.NEVER;
    private Chance corrupt = Chance.NEVER;
    private Chance reorder = Chance.NEVER;
    private int gap = 1;
    private QueueLimit limit = QueueLimit.DEFAULT;
    private Optional<Slot> slot = Optional.empty();
    private OptionalLong seed = OptionalLong.empty();

    static Words impair() {
        return new Words();
    }

    Impairment done() {
        return new Impairment(
                rate,
                overhead,
                cell,
                cellOverhead,
                delay,
                jitter,
                correlation,
                distribution,
                ordered,
                loss,
                ecn,
                duplicate,
                corrupt,
                reorder,
                gap,
                limit,
                slot,
                seed);
    }

    Words rate(long bitsPerSecond) {
        rate = bitsPerSecond;
        return this;
    }

    Words overhead(int octets) {
        overhead = octets;
        return this;
    }

    Words cell(int octets, int overheadOctets) {
        cell = octets;
        cellOverhead = overheadOctets;
        return this;
    }

    Words delay(long nanoseconds) {
        delay = nanoseconds;
        return this;
    }

    Words jitter(long nanoseconds) {
        jitter = nanoseconds;
        return this;
    }

    Words correlation(double share) {
        correlation = share;
        return this;
    }

    Words distribution(Distribution shape) {
        distribution = shape;
        return this;
    }

    Words ordered(boolean kept) {
        ordered = kept;
        return this;
    }

    Words loss(double probability) {
        loss = new Loss.Random(new Chance(probability, 0));
        return this;
    }

    Words loss(Loss model) {
        loss = model;
        return this;
    }

    Words ecn() {
        ecn = true;
        return this;
    }

    Words duplicate(double probability) {
        duplicate = new Chance(probability, 0);
        return this;
    }

    Words corrupt(double probability) {
        corrupt = new Chance(probability, 0);
        return this;
    }

    Words reorder(double probability, int every) {
        reorder = new Chance(probability, 0);
        gap = every;
        return this;
    }

    Words limit(int packets) {
        return limit(packets, Long.MAX_VALUE);
    }

    Words limit(int packets, long octets) {
        limit = new QueueLimit(packets, octets);
        return this;
    }

    Words slot(Slot slots) {
        slot = Optional.of(slots);
        return this;
    }

    Words seed(long number) {
        seed = OptionalLong.of(number);
        return this;
    }
}
