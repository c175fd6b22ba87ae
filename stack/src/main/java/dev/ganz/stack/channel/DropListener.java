package dev.ganz.stack.channel;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;

/** Hears of every frame that a channel loses. */
@FunctionalInterface
public interface DropListener {
    /** Nobody listens. */
    DropListener NONE = (_, _, _, _) -> {};

    /**
     * A frame ended. It goes back to the pool afterwards: look at it, copy it, do not keep it.
     *
     * @param reason {@code LOSS}, {@code QUEUE} or {@code DOWN}
     */
    void dropped(Channel channel, Frame frame, DropReason reason, long now);
}
