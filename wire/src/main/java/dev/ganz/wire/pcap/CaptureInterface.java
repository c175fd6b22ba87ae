package dev.ganz.wire.pcap;

/**
 * Where packets of a capture were taken.
 *
 * @param section which section of a pcapng file declares it, counted from 0; 0 for pcap
 * @param index its number within the section; 0 for pcap
 * @param name as {@code if_name} says, empty if the file gives none
 * @param snapLength octets of a packet that were kept at most; 0 if the file states no limit
 * @param clock what time stamps count
 */
public record CaptureInterface(
        int section, int index, String name, LinkType linkType, long snapLength, ClockUnit clock) {}
