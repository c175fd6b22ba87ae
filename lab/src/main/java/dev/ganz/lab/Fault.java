package dev.ganz.lab;

import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;

/** Something that goes wrong {@code at} a time, nanoseconds; without {@code duration} it lasts until the end of the run. */
public sealed interface Fault {
    long at();

    OptionalLong duration();

    /** Loss of carrier. */
    record LinkDown(long at, OptionalLong duration, LinkReference link) implements Fault {}

    /** Other impairments for a while. */
    record LinkSet(long at, OptionalLong duration, LinkReference link, ImpairmentChange change) implements Fault {}

    /** Groups that cannot reach each other; a node in no group stays connected to all. */
    record Partition(long at, OptionalLong duration, List<SortedSet<String>> groups) implements Fault {}

    /** Loss of power; {@code duration} is the time until the node starts afresh. */
    record Crash(long at, OptionalLong duration, String node) implements Fault {}
}
