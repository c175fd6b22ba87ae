package dev.ganz.stack.bridge;

import dev.ganz.lab.Interface;
import dev.ganz.lab.Node;
import dev.ganz.lab.VlanMembership;
import dev.ganz.stack.Frame;
import java.util.BitSet;
import java.util.List;

/** Which VLANs the ports of a switch carry, and how (IEEE 802.1Q, 8.4 to 8.6). Without any the switch knows no VLANs. */
final class PortVlans {
    /** The VLAN of a switch that knows none, and the answer for a frame that belongs to none. */
    static final int UNAWARE = 0;

    static final int NONE = -1;

    /** The VLAN of a port that nobody named, on a switch that knows VLANs (IEEE 802.1Q, 9.6). */
    private static final int DEFAULT = 1;

    private final boolean aware;
    /** VLAN whose frames leave the port without tag; {@link #NONE} on a trunk. */
    private final int[] untagged;
    /** VLANs whose frames leave the port with a tag. */
    private final BitSet[] tagged;

    PortVlans(Node node) {
        List<Interface> interfaces = node.interfaces();
        aware = !node.vlans().isEmpty();
        untagged = new int[interfaces.size()];
        tagged = new BitSet[interfaces.size()];
        for (int port = 0; port < untagged.length; port++) {
            VlanMembership membership = node.vlans().get(interfaces.get(port).name());
            tagged[port] = new BitSet();
            untagged[port] = switch (membership) {
                case null -> DEFAULT;
                case VlanMembership.Access(int vlan) -> vlan;
                case VlanMembership.Trunk _ -> NONE;
            };
            if (membership instanceof VlanMembership.Trunk trunk) {
                trunk.vlans().forEach(tagged[port]::set);
            }
        }
    }

    /**
     * The VLAN of a frame that came through {@code port}; {@link #NONE} if the port does not carry it. A tag for VLAN 0 carries a
     * priority and no more (IEEE 802.1Q, 6.9.1).
     */
    int classify(int port, Frame frame) {
        if (!aware) {
            return UNAWARE;
        }
        int named = VlanTag.isOn(frame) ? VlanTag.vlan(frame) : 0;
        int vlan = named == 0 ? untagged[port] : named;
        return vlan != NONE && carries(port, vlan) ? vlan : NONE;
    }

    boolean carries(int port, int vlan) {
        return !aware || untagged[port] == vlan || tagged[port].get(vlan);
    }

    /** True if the frame, on its way out of the port, is to be given a tag that it has not. */
    boolean lacksTag(int port, int vlan, Frame frame) {
        return aware && untagged[port] != vlan && !VlanTag.isOn(frame);
    }

    /** Makes the frame's tag what the port sends; one that {@link #lacksTag} needs room in front. */
    void retag(int port, int vlan, Frame frame) {
        if (!aware) {
            return;
        }
        boolean on = VlanTag.isOn(frame);
        if (untagged[port] != vlan) {
            if (!on) {
                VlanTag.insert(frame);
            }
            VlanTag.vlan(frame, vlan);
        } else if (on) {
            VlanTag.remove(frame);
        }
    }
}
