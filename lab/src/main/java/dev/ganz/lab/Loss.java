package dev.ganz.lab;

import dev.ganz.lab.Impairment.Chance;

/** Which frames are lost. All values are probabilities, 0 to 1. */
public sealed interface Loss {
    Loss NONE = new Random(Chance.NEVER);

    /** Each frame by itself, or correlated with the one before. */
    record Random(Chance chance) implements Loss {}

    /**
     * The Gilbert-Elliott model.
     *
     * @param p good to bad
     * @param r bad to good
     * @param lossInBad {@code 1-h}
     * @param lossInGood {@code 1-k}
     */
    record GilbertElliott(double p, double r, double lossInBad, double lossInGood) implements Loss {}

    /** The four-state Markov model of Salsano, Ludovici and Ordine: good, loss burst, good within a burst, single loss. */
    record FourState(double p13, double p31, double p32, double p23, double p14) implements Loss {}
}
