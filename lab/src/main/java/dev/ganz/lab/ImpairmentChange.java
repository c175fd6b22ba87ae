package dev.ganz.lab;

import java.util.EnumSet;
import java.util.Set;

/** Some words of an impairment, each with a new value: {@code set: { loss: 5% }}. The other words stay as they are. */
public record ImpairmentChange(Set<Word> words, Impairment values) {

    /** A word of the lab file that can be set by itself. */
    public enum Word {
        RATE,
        OVERHEAD,
        CELL,
        CELL_OVERHEAD,
        DELAY,
        JITTER,
        CORRELATION,
        DISTRIBUTION,
        ORDERED,
        LOSS,
        ECN,
        DUPLICATE,
        CORRUPT,
        REORDER,
        GAP,
        LIMIT,
        SLOT,
        SEED
    }

    public ImpairmentChange {
        words = words.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(words));
    }

    /** {@code base} with the words of this change. */
    public Impairment applyTo(Impairment base) {
        return new Impairment(
                has(Word.RATE) ? values.rate() : base.rate(),
                has(Word.OVERHEAD) ? values.overhead() : base.overhead(),
                has(Word.CELL) ? values.cell() : base.cell(),
                has(Word.CELL_OVERHEAD) ? values.cellOverhead() : base.cellOverhead(),
                has(Word.DELAY) ? values.delay() : base.delay(),
                has(Word.JITTER) ? values.jitter() : base.jitter(),
                has(Word.CORRELATION) ? values.correlation() : base.correlation(),
                has(Word.DISTRIBUTION) ? values.distribution() : base.distribution(),
                has(Word.ORDERED) ? values.ordered() : base.ordered(),
                has(Word.LOSS) ? values.loss() : base.loss(),
                has(Word.ECN) ? values.ecn() : base.ecn(),
                has(Word.DUPLICATE) ? values.duplicate() : base.duplicate(),
                has(Word.CORRUPT) ? values.corrupt() : base.corrupt(),
                has(Word.REORDER) ? values.reorder() : base.reorder(),
                has(Word.GAP) ? values.gap() : base.gap(),
                has(Word.LIMIT) ? values.limit() : base.limit(),
                has(Word.SLOT) ? values.slot() : base.slot(),
                has(Word.SEED) ? values.seed() : base.seed());
    }

    /** The change that gives the words of this one their values in {@code base} back. */
    public ImpairmentChange undoneTo(Impairment base) {
        return new ImpairmentChange(words, base);
    }

    private boolean has(Word word) {
        return words.contains(word);
    }
}
