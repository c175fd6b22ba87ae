package dev.ganz.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.linux.netlink.RouteSocket;
import dev.ganz.wire.Icmpv4;
import dev.ganz.wire.Icmpv6;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.Ipv6Address;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class InternetSocketTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void carriesDatagramsOfBothFamiliesWithTheTimeOfTheirArrival() throws Exception {
        inALoopback(arena -> {
            MemorySegment buffer = arena.allocate(100);
            for (IpAddress address : List.of(Ipv4Address.LOOPBACK, Ipv6Address.LOOPBACK)) {
                try (InternetSocket to = InternetSocket.udp(7);
                        InternetSocket from = InternetSocket.udp(0)) {
                    MemorySegment text = arena.allocateFrom("hello", StandardCharsets.UTF_8);
                    assertThat(from.send(text, 5, address, to.port())).isTrue();
                    assertThat(to.descriptor().awaitReadable(SECOND)).isTrue();

                    assertThat(to.receive(buffer)).isEqualTo(5);
                    assertThat(to.source()).isEqualTo(address);
                    assertThat(to.sourcePort()).isEqualTo(from.port()).isNotZero();
                    assertThat(Instant.ofEpochSecond(0, to.arrival()))
                            .isBetween(Instant.now().minusSeconds(5), Instant.now());
                    assertThat(to.receive(buffer)).isEqualTo(InternetSocket.NONE);
                }
            }
        });
    }

    @Test
    void hearsOnlyTheMessagesOfIcmpThatItAskedFor() throws Exception {
        inALoopback(arena -> {
            BitSet replies = new BitSet();
            replies.set(Icmpv4.ECHO_REPLY);
            BitSet replies6 = new BitSet();
            replies6.set(Icmpv6.ECHO_REPLY);
            byte[] request = new byte[8];
            Icmpv4.write(request, 0, Icmpv4.ECHO_REQUEST, 0, 7 << 16 | 9, 0);
            byte[] request6 = {(byte) Icmpv6.ECHO_REQUEST, 0, 0, 0, 0, 7, 0, 9};
            try (InternetSocket icmp = InternetSocket.icmp(replies);
                    InternetSocket icmp6 = InternetSocket.icmpv6(replies6)) {
                assertThat(answer(arena, icmp, Ipv4Address.LOOPBACK, request)).endsWith(0, 7, 0, 9);
                assertThat(answer(arena, icmp6, Ipv6Address.LOOPBACK, request6))
                        .startsWith(Icmpv6.ECHO_REPLY)
                        .endsWith(0, 7, 0, 9);
                assertThat(icmp.send(arena.allocate(8), 8, Ipv4Address.parse("192.0.2.1"), 0))
                        .as("a way to somewhere else")
                        .isFalse();
            }
        });
    }

    @Test
    void saysThatAPortIsTaken() throws Exception {
        inALoopback(arena -> {
            try (InternetSocket first = InternetSocket.udp(9)) {
                assertThat(first.port()).isEqualTo(9);
                assertThatThrownBy(() -> InternetSocket.udp(9)).hasMessageContaining("EADDRINUSE");
            }
        });
    }

    private interface Work {
        void run(Arena arena) throws Exception;
    }

    private static void inALoopback(Work work) throws Exception {
        Room.enter(() -> {
            try (Arena arena = Arena.ofConfined();
                    RouteSocket socket = RouteSocket.open()) {
                socket.set(RouteSocket.LOOPBACK, true);
                socket.apply();
                work.run(arena);
            }
        });
    }

    private static byte[] answer(Arena arena, InternetSocket socket, IpAddress address, byte[] request)
            throws Exception {
        MemorySegment buffer = arena.allocate(100);
        assertThat(socket.send(arena.allocateFrom(ValueLayout.JAVA_BYTE, request), 8, address, 0))
                .isTrue();
        assertThat(socket.descriptor().awaitReadable(SECOND)).isTrue();
        int octets = socket.receive(buffer);
        assertThat(socket.source()).isEqualTo(address);
        return buffer.asSlice(0, octets).toArray(ValueLayout.JAVA_BYTE);
    }
}
