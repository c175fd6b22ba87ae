package dev.ganz.stack.scenario;

import dev.ganz.lab.Fault;
import dev.ganz.lab.ImpairmentChange;
import java.util.List;

/**
 * The beginning or the end of a fault: what a world has to do, and when.
 *
 * @param time nanoseconds of the run
 * @param place what it concerns, as the event log names it; empty: the whole lab
 * @param text what happens, in a few words; empty where the world has its own words for it
 */
public record FaultTurn(long time, boolean isBeginning, String place, String text, List<Action> actions) {
    public FaultTurn {
        actions = List.copyOf(actions);
    }

    /** What happens to the network. */
    public sealed interface Action {}

    /** Directions lose carrier; one that others have cut too gets it back with the last {@link Mend}. */
    public record Cut(List<LinkDirection> directions) implements Action {}

    /** Takes a {@link Cut} back. */
    public record Mend(List<LinkDirection> directions) implements Action {}

    /** Some words of a direction's impairment get other values. */
    public record Change(LinkDirection direction, ImpairmentChange change) implements Action {}

    /** Members of different groups hear nothing of each other any more. */
    public record Separate(Fault.Partition partition) implements Action {}

    /** Takes a {@link Separate} back. */
    public record Join(Fault.Partition partition) implements Action {}

    /** A node loses power, and its links carrier. */
    public record Crash(String node) implements Action {}

    /** A node gets power again and starts afresh. */
    public record Restart(String node) implements Action {}
}
