package dev.ganz.lab.check;

import dev.ganz.lab.Impairment;
import dev.ganz.lab.Impairment.Chance;
import dev.ganz.lab.Impairment.QueueLimit;
import dev.ganz.lab.Impairment.Slot;
import dev.ganz.lab.ImpairmentChange;
import dev.ganz.lab.ImpairmentChange.Word;
import dev.ganz.lab.Loss;
import dev.ganz.lab.check.Problem.Part;
import dev.ganz.lab.unit.Durations;
import dev.ganz.lab.unit.Rates;
import java.util.EnumSet;
import java.util.Set;

/** The ranges of an impairment's words, and words that need one another. */
final class ImpairmentCheck {
    private static final int LARGEST = 65_535;

    private final Findings findings;
    private final Part part;
    private final int at;
    private final String path;

    /** @param path words in front of those of the impairment, with a slash behind them */
    ImpairmentCheck(Findings findings, Part part, int at, String path) {
        this.findings = findings;
        this.part = part;
        this.at = at;
        this.path = path;
    }

    /** A whole impairment, whose words must fit together. */
    void check(Impairment impairment) {
        if (impairment.equals(Impairment.NONE)) {
            return;
        }
        checkWords(EnumSet.allOf(Word.class), impairment);
        if (impairment.reorder().probability() > 0 && impairment.delay() == 0) {
            add("reorder", "expected a delay with reorder, found none: a frame overtakes by skipping it");
        }
        if (impairment.cellOverhead() != 0 && impairment.cell() == 0) {
            add("cell-overhead", "expected a cell with cell-overhead, found none");
        }
        if ((impairment.overhead() != 0 || impairment.cell() != 0) && impairment.rate() == 0) {
            add(impairment.cell() != 0 ? "cell" : "overhead", "expected a rate with overhead and cell, found none");
        }
    }

    /** The words of a change, by themselves. */
    void check(ImpairmentChange change) {
        checkWords(change.words(), change.values());
    }

    private void add(String word, String message) {
        findings.add(part, at, path + word, message);
    }

    private void checkWords(Set<Word> words, Impairment impairment) {
        for (Word word : words) {
            switch (word) {
                case RATE -> {
                    if (impairment.rate() < 0 || impairment.rate() > Rates.FASTEST) {
                        add(
                                "rate",
                                "expected a rate from 1bit to " + Rates.exact(Rates.FASTEST) + ", found "
                                        + impairment.rate() + "bit");
                    }
                }
                case OVERHEAD -> requireRange("overhead", impairment.overhead(), -LARGEST, LARGEST);
                case CELL -> requireRange("cell", impairment.cell(), 0, LARGEST);
                case CELL_OVERHEAD -> requireRange("cell-overhead", impairment.cellOverhead(), 0, LARGEST);
                case DELAY -> requireDelay("delay", impairment.delay());
                case JITTER -> requireDelay("jitter", impairment.jitter());
                case CORRELATION -> requireShare("correlation", impairment.correlation());
                case LOSS -> checkLoss(impairment.loss());
                case DUPLICATE -> requireChance("duplicate", impairment.duplicate());
                case CORRUPT -> requireChance("corrupt", impairment.corrupt());
                case REORDER -> requireChance("reorder", impairment.reorder());
                case GAP -> requireRange("gap", impairment.gap(), 1, Integer.MAX_VALUE);
                case LIMIT -> checkLimit(impairment.limit());
                case SLOT -> impairment.slot().ifPresent(this::checkSlot);
                case DISTRIBUTION, ORDERED, ECN, SEED -> {}
            }
        }
    }

    private void requireRange(String word, long value, long least, long most) {
        if (value < least || value > most) {
            add(word, "expected a number from " + least + " to " + most + ", found " + value);
        }
    }

    private void requireDelay(String word, long value) {
        if (value < 0 || value > LabCheck.LONGEST_DELAY) {
            add(word, "expected a duration up to 1h, found " + Durations.text(value));
        }
    }

    private void requireShare(String word, double share) {
        if (!(share >= 0 && share <= 1)) {
            add(word, "expected a share from 0 to 1, found " + share);
        }
    }

    private void requireChance(String word, Chance chance) {
        requireShare(word, chance.probability());
        requireShare(word, chance.correlation());
    }

    private void checkLoss(Loss loss) {
        switch (loss) {
            case Loss.Random(Chance chance) -> requireChance("loss", chance);
            case Loss.GilbertElliott(double p, double r, double inBad, double inGood) -> {
                for (double share : new double[] {p, r, inBad, inGood}) {
                    requireShare("loss", share);
                }
            }
            case Loss.FourState state -> {
                double[] shares = {state.p13(), state.p31(), state.p32(), state.p23(), state.p14()};
                for (double share : shares) {
                    requireShare("loss", share);
                }
                if (state.p13() + state.p14() > 1 || state.p31() + state.p32() > 1) {
                    add("loss", "expected p13 + p14 and p31 + p32 up to 100%, found more: they leave one state");
                }
            }
        }
    }

    private void checkLimit(QueueLimit limit) {
        if (limit.packets() < 1 || limit.octets() < 1) {
            add(
                    "limit",
                    "expected room for at least 1 packet and 1 byte, found " + limit.packets() + " packets and "
                            + limit.octets() + " bytes");
        }
    }

    private void checkSlot(Slot slot) {
        requireDelay("slot", slot.minimum());
        requireDelay("slot", slot.maximum());
        if (slot.distribution().isEmpty() && slot.minimum() > slot.maximum()) {
            add(
                    "slot",
                    "expected a slot whose min is at most its max, found " + Durations.text(slot.minimum()) + " and "
                            + Durations.text(slot.maximum()));
        }
        if (slot.packets() < 0 || slot.octets() < 0) {
            add("slot", "expected room for packets and bytes, found less than none");
        }
    }
}
