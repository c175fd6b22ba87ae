package dev.ganz.stack.traffic;

import dev.ganz.stack.ip.Datagram;
import dev.ganz.stack.ip.Sockets;
import dev.ganz.stack.ip.UdpSocket;

/**
 * Receives the datagrams of one flow and says of each what it is: new, late or known. A datagram counts as reordered if one with a
 * higher number came before it (RFC 4737, section 3.3). Duplicates are known within the latest {@value #WINDOW} numbers.
 */
public final class UdpSink {
    /** How far back a duplicate is told from a late datagram. */
    static final int WINDOW = 4096;

    /** Delay and number of a datagram that is too short to carry them. */
    public static final long UNKNOWN = -1;

    /** Who counts; called by the node's thread. */
    public interface Listener {
        /**
         * A datagram arrived for the first time.
         *
         * @param sequence its number, or {@link #UNKNOWN}
         * @param octets of payload
         * @param delay from program to program, nanoseconds, or {@link #UNKNOWN}
         * @param reordered true if one with a higher number was here before
         */
        void received(long sequence, int octets, long delay, boolean reordered);

        /** A datagram arrived once more. */
        void duplicated(long sequence, int octets);
    }

    private final Sockets node;
    private final Listener listener;
    private final UdpSocket socket;
    /** One bit for each of the latest numbers, by its remainder. */
    private final long[] seen = new long[WINDOW / Long.SIZE];

    private long highest = -1;

    /** @throws IllegalArgumentException if the port is in use */
    public UdpSink(Sockets node, int port, Listener listener) {
        this.node = node;
        this.listener = listener;
        this.socket = node.udp(port, this::received);
    }

    public int port() {
        return socket.port();
    }

    /** Hears no more: datagrams that still come are answered by "port unreachable". */
    public void close() {
        socket.close();
    }

    private void received(Datagram datagram) {
        if (datagram.length() < Stamp.LENGTH) {
            listener.received(UNKNOWN, datagram.length(), UNKNOWN, false);
            return;
        }
        long sequence = Stamp.sequence(datagram.octets(), datagram.offset());
        long delay = node.now() - Stamp.sent(datagram.octets(), datagram.offset());
        if (sequence < 0 || delay < 0) { // of somebody else, or corrupted where no checksum noticed
            listener.received(UNKNOWN, datagram.length(), UNKNOWN, false);
        } else if (isNew(sequence)) {
            boolean reordered = sequence < highest;
            highest = Math.max(highest, sequence);
            listener.received(sequence, datagram.length(), delay, reordered);
        } else {
            listener.duplicated(sequence, datagram.length());
        }
    }

    private boolean isNew(long sequence) {
        if (sequence <= highest - WINDOW) {
            return true;
        }
        if (sequence > highest) {
            forget(sequence);
        }
        int place = (int) (sequence % WINDOW);
        long bit = 1L << place;
        boolean known = (seen[place / Long.SIZE] & bit) != 0;
        seen[place / Long.SIZE] |= bit;
        return !known;
    }

    /** Clears the bits of the numbers between the highest so far and a new highest: they served for older ones. */
    private void forget(long newHighest) {
        long first = Math.max(highest + 1, newHighest - WINDOW + 1);
        for (long number = first; number <= newHighest; number++) {
            int place = (int) (number % WINDOW);
            seen[place / Long.SIZE] &= ~(1L << place);
        }
    }
}
