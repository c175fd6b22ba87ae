package dev.ganz.stack.channel;

import dev.ganz.lab.Impairment;
import dev.ganz.stack.RandomStream;

/** Where the draws of a channel come from: one random stream for each effect. */
record Streams(long runSeed, String channel, Impairment impairment) {
    /**
     * The stream of an effect, derived from the run's seed and the channel's name; or from the channel's own seed, which makes it the
     * same as that of any other channel with this seed.
     */
    RandomStream of(String effect) {
        return impairment.seed().isPresent()
                ? RandomStream.of(impairment.seed().getAsLong(), effect)
                : RandomStream.of(runSeed, channel + '/' + effect);
    }
}
