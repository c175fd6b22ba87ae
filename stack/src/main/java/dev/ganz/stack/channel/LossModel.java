package dev.ganz.stack.channel;

import dev.ganz.lab.Loss;

/**
 * Decides which frames are lost. New parameters of the same model keep its state; another model starts in its good state, and the
 * random stream goes on.
 *
 * <p>The Gilbert-Elliott model draws the step first, then the loss with the probability of the state <em>before</em> the step, as netem
 * does. Its share of time in bad is {@code p/(p+r)}, a stay in bad lasts {@code 1/r} frames.
 *
 * <p>The four-state model is that of Salsano, Ludovici and Ordine, "Definition of a general and intuitive loss model for packet
 * networks" (2012): the step comes first, and the new state decides.
 */
final class LossModel {
    private enum State {
        /** Good; in the four-state model: received, in a gap between bursts. */
        GOOD,
        /** Bad; in the four-state model: lost, in a burst. */
        BAD,
        /** Received, in a burst. */
        GOOD_IN_BURST,
        /** Lost, alone in a gap; the next frame is received. */
        SINGLE_LOSS
    }

    private final Draws draws;
    private Loss loss;
    private State state = State.GOOD;

    LossModel(Loss loss, Draws draws) {
        this.draws = draws;
        this.loss = loss;
        draws.correlation(correlation(loss));
    }

    void change(Loss to) {
        if (to.getClass() != loss.getClass()) {
            state = State.GOOD;
        }
        loss = to;
        draws.correlation(correlation(to));
    }

    /** Whether the model can lose a frame at all. */
    static boolean loses(Loss loss) {
        return !(loss instanceof Loss.Random random && random.chance().probability() <= 0);
    }

    /** Goes one frame on; whether it is lost. */
    boolean strikes() {
        return switch (loss) {
            case Loss.Random random -> draws.happens(random.chance().probability());
            case Loss.GilbertElliott model -> strikes(model);
            case Loss.FourState model -> strikes(model);
        };
    }

    private boolean strikes(Loss.GilbertElliott model) {
        boolean good = state == State.GOOD;
        if (draws.next() < (good ? model.p() : model.r())) {
            state = good ? State.BAD : State.GOOD;
        }
        return draws.next() < (good ? model.lossInGood() : model.lossInBad());
    }

    private boolean strikes(Loss.FourState model) {
        double draw = draws.next();
        state = switch (state) {
            case GOOD ->
                draw < model.p14() ? State.SINGLE_LOSS : draw < model.p14() + model.p13() ? State.BAD : State.GOOD;
            case BAD ->
                draw < model.p32() ? State.GOOD_IN_BURST : draw < model.p32() + model.p31() ? State.GOOD : State.BAD;
            case GOOD_IN_BURST -> draw < model.p23() ? State.BAD : State.GOOD_IN_BURST;
            case SINGLE_LOSS -> State.GOOD;
        };
        return state == State.BAD || state == State.SINGLE_LOSS;
    }

    private static double correlation(Loss loss) {
        return loss instanceof Loss.Random random ? random.chance().correlation() : 0;
    }
}
