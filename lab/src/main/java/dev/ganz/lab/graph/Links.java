package dev.ganz.lab.graph;

import dev.ganz.lab.Impairment;
import dev.ganz.lab.Impairment.Chance;
import dev.ganz.lab.Loss;

/** What the links of maps do to frames: rate, delay and loss, and nothing else. */
final class Links {
    private Links() {}

    /**
     * An impairment of nothing but speed, distance and loss.
     *
     * @param rate bits per second, 0 for no limit
     * @param delay nanoseconds
     * @param loss chance of a frame to be lost
     */
    static Impairment impairment(long rate, long delay, double loss) {
        Impairment none = Impairment.NONE;
        return new Impairment(
                rate,
                none.overhead(),
                none.cell(),
                none.cellOverhead(),
                delay,
                none.jitter(),
                none.correlation(),
                none.distribution(),
                none.ordered(),
                loss == 0 ? Loss.NONE : new Loss.Random(new Chance(loss, 0)),
                none.ecn(),
                none.duplicate(),
                none.corrupt(),
                none.reorder(),
                none.gap(),
                none.limit(),
                none.slot(),
                none.seed());
    }
}
