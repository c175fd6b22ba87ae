package dev.ganz.lab;

import java.util.OptionalInt;
import java.util.OptionalLong;

/** A flow of packets between two nodes. Start is nanoseconds after the beginning of the run. */
public sealed interface Traffic {
    /** Unique in the lab. */
    String name();

    String from();

    String to();

    Family family();

    long start();

    /** The version of the Internet Protocol to use; {@code ANY}: IPv4 where both ends have it, else IPv6. */
    enum Family {
        ANY,
        IPV4,
        IPV6
    }

    /**
     * ICMP echo.
     *
     * @param every nanoseconds between requests
     * @param size octets of payload
     */
    record Ping(String name, String from, String to, Family family, long start, long every, int count, int size)
            implements Traffic {
        /** Between requests, where nothing else is said. */
        public static final long EVERY = 1_000_000_000;
        /** What ping(8) sends. */
        public static final int SIZE = 56;
    }

    /**
     * UDP datagrams.
     *
     * @param rate bits per second of payload, while sending
     * @param size octets of payload
     * @param duration nanoseconds; empty: until the run ends
     * @param port destination port; empty: chosen from the flow's name
     */
    record Udp(
            String name,
            String from,
            String to,
            Family family,
            long start,
            long rate,
            int size,
            OptionalLong duration,
            Pattern pattern,
            OptionalInt port)
            implements Traffic {
        /** A datagram that fits any IPv6 link (1280 octets) with headers to spare. */
        public static final int SIZE = 1200;
    }

    /** A TCP connection that carries {@code octets} (empty: as much as it can) for {@code duration} (empty: until done). */
    record Tcp(
            String name,
            String from,
            String to,
            Family family,
            long start,
            OptionalLong octets,
            OptionalLong duration,
            String congestion)
            implements Traffic {}

    /** When datagrams are sent. */
    sealed interface Pattern {}

    /** One after another at the same distance. */
    record Constant() implements Pattern {}

    /** At exponentially distributed distances. */
    record Poisson() implements Pattern {}

    /** Constant during periods of mean length {@code on}, silent during periods of mean length {@code off}, both exponential. */
    record OnOff(long on, long off) implements Pattern {}
}
