package dev.ganz.lab.addressing;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Node;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The broadcast segments of a lab: interfaces that hear each other's broadcasts, through a cable or through switches. Every
 * interface that belongs to no switch is a member of exactly one segment; a segment that only switches see does not appear.
 *
 * <p>Segments are numbered by their first members, and members are ordered by the natural order of their names (node, then
 * interface): the same whatever the order of the lab's lists. Members are given as ports of {@link #cabling()}.
 *
 * <p>Immutable; any thread may read it.
 */
public final class Segments {
    /** In place of a segment for the ports of switches. */
    public static final int NONE = -1;

    private final Cabling cabling;
    private final int[] segmentOfPort;
    private final int[] start;
    private final int[] members;

    private Segments(Cabling cabling, int[] segmentOfPort, int[] start, int[] members) {
        this.cabling = cabling;
        this.segmentOfPort = segmentOfPort;
        this.start = start;
        this.members = members;
    }

    /**
     * The segments of a lab.
     *
     * @throws dev.ganz.lab.InvalidInput if links and interfaces do not fit, see {@link Cabling#of}
     */
    public static Segments of(Lab lab) {
        return of(Cabling.of(lab));
    }

    public static Segments of(Cabling cabling) {
        BroadcastDomains domains = BroadcastDomains.of(cabling);
        int[] numberOfDomain = new int[domains.size()];
        Arrays.fill(numberOfDomain, NONE);
        int[] segmentOfPort = new int[cabling.ports()];
        Arrays.fill(segmentOfPort, NONE);
        int[] ends = endsByName(cabling);
        int[] sizes = new int[ends.length + 1];
        int count = 0;
        for (int port : ends) {
            int domain = domains.ofEnd(port);
            if (numberOfDomain[domain] == NONE) {
                numberOfDomain[domain] = count++;
            }
            segmentOfPort[port] = numberOfDomain[domain];
            sizes[numberOfDomain[domain]]++;
        }
        int[] start = new int[count + 1];
        for (int segment = 0; segment < count; segment++) {
            start[segment + 1] = start[segment] + sizes[segment];
        }
        int[] members = new int[ends.length];
        int[] next = Arrays.copyOf(start, count);
        for (int port : ends) {
            members[next[segmentOfPort[port]]++] = port;
        }
        return new Segments(cabling, segmentOfPort, start, members);
    }

    private static int[] endsByName(Cabling cabling) {
        int[] ends = new int[cabling.ports()];
        int count = 0;
        for (int rank = 0; rank < cabling.lab().nodes().size(); rank++) {
            int node = cabling.nodeInOrder(rank);
            if (cabling.lab().nodes().get(node).kind() != Node.Kind.SWITCH) {
                for (int port = cabling.firstPort(node); port < cabling.endPort(node); port++) {
                    ends[count++] = port;
                }
            }
        }
        return Arrays.copyOf(ends, count);
    }

    public Cabling cabling() {
        return cabling;
    }

    /** Segments of the lab. */
    public int count() {
        return start.length - 1;
    }

    /** Segment of a port, or {@link #NONE} for a port of a switch. */
    public int of(int port) {
        return segmentOfPort[port];
    }

    /** Members of a segment, at least 1. */
    public int size(int segment) {
        return start[segment + 1] - start[segment];
    }

    /** Port of the member {@code index}, from 0 to {@code size(segment) - 1}. */
    public int member(int segment, int index) {
        return members[start[segment] + index];
    }

    /** All ports of a segment, in order of their names. */
    public IntStream ports(int segment) {
        return Arrays.stream(members, start[segment], start[segment + 1]);
    }

    public List<Endpoint> members(int segment) {
        return ports(segment).mapToObj(cabling::endpoint).toList();
    }

    /** True for two interfaces at the two ends of one cable. */
    public boolean isPointToPoint(int segment) {
        return size(segment) == 2 && cabling.peerOf(member(segment, 0)) == member(segment, 1);
    }

    /** False for an interface that no cable leads to: it is alone, and nothing can join it. */
    public boolean isCabled(int segment) {
        return size(segment) > 1 || cabling.peerOf(member(segment, 0)) != Cabling.NONE;
    }
}
