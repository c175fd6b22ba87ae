package dev.ganz.stack.channel;

import dev.ganz.lab.Impairment;
import dev.ganz.lab.Impairment.Chance;
import dev.ganz.stack.Frame;
import dev.ganz.wire.Ecn;

/**
 * What may happen to a frame before it is queued. Every frame draws for every effect that is on, whatever came of the others, so that
 * frame by frame one effect does not depend on the strength of another.
 */
final class Effects {
    private final Draws duplicateDraws;
    private final Draws corruptDraws;
    private final Draws bitDraws;
    private final Draws lossDraws;
    private final LossModel loss;
    private Chance duplicate;
    private Chance corrupt;
    private boolean ecn;

    Effects(Impairment impairment, Streams streams) {
        duplicate = impairment.duplicate();
        corrupt = impairment.corrupt();
        ecn = impairment.ecn();
        duplicateDraws = new Draws(streams.of("duplicate"), duplicate.correlation());
        corruptDraws = new Draws(streams.of("corrupt"), corrupt.correlation());
        bitDraws = new Draws(streams.of("bit"), 0);
        lossDraws = new Draws(streams.of("loss"), 0);
        loss = new LossModel(impairment.loss(), lossDraws);
    }

    /** Whether anything can happen to a frame. */
    static boolean any(Impairment impairment) {
        return impairment.duplicate().probability() > 0
                || impairment.corrupt().probability() > 0
                || LossModel.loses(impairment.loss());
    }

    void change(Impairment to) {
        duplicate = to.duplicate();
        corrupt = to.corrupt();
        ecn = to.ecn();
        duplicateDraws.correlation(duplicate.correlation());
        corruptDraws.correlation(corrupt.correlation());
        loss.change(to.loss());
    }

    void reseed(Streams streams) {
        duplicateDraws.restart(streams.of("duplicate"));
        corruptDraws.restart(streams.of("corrupt"));
        bitDraws.restart(streams.of("bit"));
        lossDraws.restart(streams.of("loss"));
    }

    boolean duplicates() {
        return duplicateDraws.happens(duplicate.probability());
    }

    /** Whether the loss model takes the next frame. */
    boolean strikes() {
        return loss.strikes();
    }

    /** Whether {@code frame}, which the loss model took, is marked and stays. */
    boolean marks(Frame frame) {
        return ecn && Ecn.mark(frame.octets(), frame.offset(), frame.length());
    }

    boolean corrupts() {
        return corruptDraws.happens(corrupt.probability());
    }

    /** Turns one bit of the frame, any with the same chance. */
    void turnABit(Frame frame) {
        if (frame.length() > 0) {
            long bit = bitDraws.below(8L * frame.length());
            frame.octets()[frame.offset() + (int) (bit >>> 3)] ^= (byte) (1 << (bit & 7));
        }
    }
}
