package dev.ganz.stack.result;

import dev.ganz.stack.DropReason;

/** Frames that a node, not a link, ended before their destination, by reason; only where there are some. */
public record NodeDrops(String node, DropReason reason, long packets) {}
