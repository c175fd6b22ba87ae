package dev.ganz.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/**
 * The system calls that Ganz makes, by number, all through the C library's {@code syscall(2)}: one function to bind. Numbers are
 * those of x86-64 and AArch64.
 */
enum Syscall {
    READ(0, 63),
    WRITE(1, 64),
    CLOSE(3, 57),
    LSEEK(8, 62),
    MMAP(9, 222),
    MUNMAP(11, 215),
    IOCTL(16, 29),
    SOCKET(41, 198),
    CONNECT(42, 203),
    SENDTO(44, 206),
    RECVFROM(45, 207),
    SENDMSG(46, 211),
    RECVMSG(47, 212),
    SHUTDOWN(48, 210),
    BIND(49, 200),
    LISTEN(50, 201),
    GETSOCKNAME(51, 204),
    SETSOCKOPT(54, 208),
    GETSOCKOPT(55, 209),
    KILL(62, 129),
    FCNTL(72, 25),
    GETEUID(107, 175),
    PRCTL(157, 167),
    MOUNT(165, 40),
    UMOUNT2(166, 39),
    SETHOSTNAME(170, 161),
    EPOLL_CTL(233, 21),
    WAITID(247, 95),
    OPENAT(257, 56),
    PPOLL(271, 73),
    UNSHARE(272, 97),
    ACCEPT4(288, 242),
    EVENTFD2(290, 19),
    EPOLL_CREATE1(291, 20),
    DUP3(292, 24),
    PIPE2(293, 59),
    SETNS(308, 268),
    PIDFD_OPEN(434, 434),
    EPOLL_PWAIT2(441, 441);

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle FUNCTION = function();

    private final long number;

    Syscall(int x86, int arm) {
        number = Machine.ARM ? arm : x86;
    }

    /** A place for errno, for one thread at a time. */
    static MemorySegment state(Arena arena) {
        return arena.allocate(STATE);
    }

    static int errno(MemorySegment state) {
        return state.get(JAVA_INT, ERRNO);
    }

    /** Makes the call and returns what it returned: negative if it failed, with the reason in {@code state}. Allocates nothing. */
    long invoke(MemorySegment state, long a, long b, long c, long d, long e, long f) {
        try {
            return (long) FUNCTION.invokeExact(state, number, a, b, c, d, e, f);
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    /**
     * Makes the call; again if a signal interrupted it.
     *
     * @param attempt for the message of an error
     * @param arguments at most six
     */
    long call(String attempt, long... arguments) throws SyscallException {
        long[] a = java.util.Arrays.copyOf(arguments, 6);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = state(arena);
            while (true) {
                long result = invoke(state, a[0], a[1], a[2], a[3], a[4], a[5]);
                if (result >= 0) {
                    return result;
                }
                if (errno(state) != Errno.EINTR.number()) {
                    throw new SyscallException(attempt, new Errno(errno(state)));
                }
            }
        }
    }

    @SuppressWarnings("restricted") // this is the module for it
    private static MethodHandle function() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("syscall"),
                FunctionDescriptor.of(
                        JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(1));
    }

    /** Apart, as an enum's constants are made before its own statics. */
    private static final class Machine {
        static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");
    }
}
