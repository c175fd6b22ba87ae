package dev.ganz.lab;

import java.util.SortedSet;

/** How a switch port carries VLANs (IEEE 802.1Q). */
public sealed interface VlanMembership {

    /** Frames are untagged on the wire and belong to {@code vlan}. */
    record Access(int vlan) implements VlanMembership {}

    /** Frames carry their tag; those of other VLANs, and untagged ones, are dropped. */
    record Trunk(SortedSet<Integer> vlans) implements VlanMembership {}
}
