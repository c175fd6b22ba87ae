package dev.ganz.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Takes messages from a socket with the time at which they came and from where, recvmsg(2); nothing is allocated for one. For one
 * thread.
 */
final class Reception {
    private static final long MSG_DONTWAIT = 0x40;
    private static final long SOL_SOCKET = 1;
    private static final long SO_TIMESTAMPNS = 35;
    private static final long SECOND = 1_000_000_000;
    /** Octets for a control message with a time. */
    private static final int CONTROL = 64;

    private final MemorySegment state;
    private final MemorySegment control;
    private final MemorySegment vector;
    private final MemorySegment message;
    private final MemorySegment source;

    /** @param sourceOctets room for the address of the sender; 0: nobody asks */
    Reception(Arena arena, int sourceOctets) {
        state = Syscall.state(arena);
        control = arena.allocate(CONTROL, 8);
        vector = arena.allocate(JAVA_LONG, 2);
        message = arena.allocate(56, 8);
        source = arena.allocate(Math.max(1, sourceOctets), 8);
        message.set(JAVA_LONG, 0, sourceOctets == 0 ? 0 : source.address());
        message.set(JAVA_LONG, 16, vector.address());
        message.set(JAVA_LONG, 24, 1);
        message.set(JAVA_LONG, 32, control.address());
    }

    /** Has the kernel note when messages come. */
    static void wantStamps(Descriptor socket) throws SyscallException {
        try (Arena own = Arena.ofConfined()) {
            long one = own.allocateFrom(JAVA_INT, 1).address();
            Syscall.SETSOCKOPT.call(
                    "ask for times of arrival", socket.number(), SOL_SOCKET, SO_TIMESTAMPNS, one, JAVA_INT.byteSize());
        }
    }

    /** Takes a message, cut to the buffer: its octets; less than 0: there is none. */
    int receive(Descriptor socket, MemorySegment buffer) {
        vector.setAtIndex(JAVA_LONG, 0, buffer.address());
        vector.setAtIndex(JAVA_LONG, 1, buffer.byteSize());
        message.set(JAVA_INT, 8, (int) source.byteSize());
        message.set(JAVA_LONG, 40, CONTROL);
        return (int) Syscall.RECVMSG.invoke(state, socket.number(), message.address(), MSG_DONTWAIT, 0, 0, 0);
    }

    /** When the message came that was taken last: nanoseconds since 1970 by the machine's clock; 0 if the kernel does not say. */
    long arrival() {
        if (message.get(JAVA_LONG, 40) < 32 || control.get(JAVA_INT, 12) != SO_TIMESTAMPNS) {
            return 0;
        }
        return control.get(JAVA_LONG, 16) * SECOND + control.get(JAVA_LONG, 24);
    }

    /** The address of who sent the message that was taken last, a struct sockaddr. */
    MemorySegment source() {
        return source;
    }
}
