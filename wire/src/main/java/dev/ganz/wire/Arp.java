package dev.ganz.wire;

import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.MacAddress;

/** What an ARP packet for IPv4 over Ethernet says (RFC 826). */
public record Arp(
        int operation, MacAddress senderMac, Ipv4Address senderIp, MacAddress targetMac, Ipv4Address targetIp) {
    public static final int REQUEST = 1;
    public static final int REPLY = 2;

    /** What stands for the address that a request asks for. */
    private static final MacAddress UNKNOWN = new MacAddress(0);

    public Arp {
        Range.require("operation", operation, 0xffff);
    }

    public static Arp from(ArpView view) {
        return new Arp(view.operation(), view.senderMac(), view.senderIp(), view.targetMac(), view.targetIp());
    }

    /** Who has {@code target}? Tell {@code senderIp}. */
    public static Arp request(MacAddress senderMac, Ipv4Address senderIp, Ipv4Address target) {
        return new Arp(REQUEST, senderMac, senderIp, UNKNOWN, target);
    }

    /** Does anybody have {@code target}? I would like to (RFC 5227, section 1.1). */
    public static Arp probe(MacAddress senderMac, Ipv4Address target) {
        return request(senderMac, Ipv4Address.UNSPECIFIED, target);
    }

    /** I have {@code address} from now on (RFC 5227, section 1.1). */
    public static Arp announcement(MacAddress mac, Ipv4Address address) {
        return request(mac, address, address);
    }

    /** The answer to this request by the owner of the address that it asks for. */
    public Arp reply(MacAddress mac) {
        return new Arp(
                REPLY,
                /* senderMac= */ mac,
                /* senderIp= */ targetIp,
                /* targetMac= */ senderMac,
                /* targetIp= */ senderIp);
    }

    public boolean isRequest() {
        return operation == REQUEST;
    }

    public boolean isReply() {
        return operation == REPLY;
    }

    /** A request that claims no address for its sender, so that nothing may be learnt from it (RFC 5227, section 1.1). */
    public boolean isProbe() {
        return isRequest() && senderIp.isUnspecified();
    }

    /** A packet that speaks of its sender's address alone (RFC 5227, section 3; gratuitous replies are seen as well). */
    public boolean isAnnouncement() {
        return senderIp.equals(targetIp) && !senderIp.isUnspecified();
    }

    /** Writes the packet and returns {@link ArpView#LENGTH}. */
    public int emit(byte[] octets, int offset) {
        BigEndian.put16(octets, offset + ArpView.HARDWARE, ArpView.ETHERNET);
        BigEndian.put16(octets, offset + ArpView.PROTOCOL, EtherType.IPV4);
        BigEndian.put8(octets, offset + ArpView.HARDWARE_LENGTH, 6);
        BigEndian.put8(octets, offset + ArpView.PROTOCOL_LENGTH, 4);
        BigEndian.put16(octets, offset + ArpView.OPERATION, operation);
        BigEndian.put48(octets, offset + ArpView.SENDER_MAC, senderMac.value());
        BigEndian.put32(octets, offset + ArpView.SENDER_IP, senderIp.value());
        BigEndian.put48(octets, offset + ArpView.TARGET_MAC, targetMac.value());
        BigEndian.put32(octets, offset + ArpView.TARGET_IP, targetIp.value());
        return ArpView.LENGTH;
    }
}
