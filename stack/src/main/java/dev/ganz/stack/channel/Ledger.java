package dev.ganz.stack.channel;

/** Counts of what happens rarely: a channel has one when it happened first. */
final class Ledger {
    final Tally duplicates = new Tally();
    final Tally lost = new Tally();
    final Tally queueDrops = new Tally();
    final Tally downDrops = new Tally();
    /** Of the dropped frames those that had not begun to be sent. */
    final Tally unsent = new Tally();

    long corruptions;
    long marks;
}
