package dev.ganz.lab.graph;

import dev.ganz.lab.Impairment;

/** What the links of maps do to frames: a rate and a delay, and nothing else. */
final class Links {
    private Links() {}

    /**
     * An impairment of nothing but speed and distance.
     *
     * @param rate bits per second
     * @param delay nanoseconds
     */
    static Impairment impairment(long rate, long delay) {
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
                none.loss(),
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
