package dev.ganz.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Waits for whatever comes first, epoll(7): a descriptor that can be read, or a time, to the nanosecond as far as the machine can. One
 * thread waits; nothing is allocated for a wait.
 */
public final class Epoll implements AutoCloseable {
    /** The wait has no end of its own. */
    public static final long FOREVER = Long.MAX_VALUE;

    private static final long CLOEXEC = 02000000;
    private static final long CTL_ADD = 1;
    private static final long CTL_DEL = 2;
    private static final int IN = 1;
    private static final int MOST = 64;
    private static final long SECOND = 1_000_000_000;
    private static final long PR_SET_TIMERSLACK = 29;
    /** A struct epoll_event is packed on x86-64 alone. */
    private static final long STRIDE = System.getProperty("os.arch", "").equals("aarch64") ? 16 : 12;

    private static final long DATA = STRIDE - 8;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = Syscall.state(arena);
    private final MemorySegment events = arena.allocate(MOST * STRIDE, 8);
    private final MemorySegment time = arena.allocate(JAVA_LONG, 2);
    private final Descriptor descriptor;

    private Epoll(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    public static Epoll open() throws SyscallException {
        return new Epoll(new Descriptor(Syscall.EPOLL_CREATE1.call("open an epoll", CLOEXEC)));
    }

    /** Lets the calling thread wake as exactly as the machine can, instead of within 50 microseconds. */
    public static void wakeExactly() throws SyscallException {
        Syscall.PRCTL.call("set the timer slack", PR_SET_TIMERSLACK, 1);
    }

    /**
     * Watches a descriptor.
     *
     * @param number what {@link #ready} calls it
     */
    public void add(Descriptor watched, int number) throws SyscallException {
        try (Arena own = Arena.ofConfined()) {
            MemorySegment event = own.allocate(STRIDE, 8);
            event.set(JAVA_INT, 0, IN);
            event.set(JAVA_INT, DATA, number);
            Syscall.EPOLL_CTL.call(
                    "watch a descriptor", descriptor.number(), CTL_ADD, watched.number(), event.address());
        }
    }

    public void remove(Descriptor watched) throws SyscallException {
        Syscall.EPOLL_CTL.call("leave a descriptor", descriptor.number(), CTL_DEL, watched.number(), 0);
    }

    /**
     * Waits.
     *
     * @param nanoseconds how long at most
     * @return how many descriptors can be read
     */
    public int await(long nanoseconds) throws SyscallException {
        long timeout = 0;
        if (nanoseconds != FOREVER) {
            long rest = Math.max(0, nanoseconds);
            time.setAtIndex(JAVA_LONG, 0, rest / SECOND);
            time.setAtIndex(JAVA_LONG, 1, rest % SECOND);
            timeout = time.address();
        }
        long count = Syscall.EPOLL_PWAIT2.invoke(state, descriptor.number(), events.address(), MOST, timeout, 0, 8);
        if (count < 0 && Syscall.errno(state) != Errno.EINTR.number()) {
            throw new SyscallException("wait for frames", new Errno(Syscall.errno(state)));
        }
        return (int) Math.max(0, count);
    }

    /**
     * The number of one that can be read.
     *
     * @param index from 0 to below what {@link #await} returned
     */
    public int ready(int index) {
        return events.get(JAVA_INT.withByteAlignment(1), index * STRIDE + DATA);
    }

    @Override
    public void close() {
        descriptor.close();
        arena.close();
    }
}
