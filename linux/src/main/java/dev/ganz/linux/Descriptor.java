package dev.ganz.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** An open file descriptor; whoever holds it closes it. Any thread may use it. */
public final class Descriptor implements AutoCloseable {
    private static final long AT_FDCWD = -100;
    private static final long O_RDWR = 2;
    private static final long O_WRONLY = 1;
    private static final long O_CREAT = 0100;
    private static final long O_APPEND = 02000;
    private static final long O_NOCTTY = 0400;
    private static final long O_CLOEXEC = 02000000;
    private static final long F_DUPFD_CLOEXEC = 1030;
    private static final long EFD_CLOEXEC = O_CLOEXEC;

    private static final short POLLIN = 1;

    private final int number;
    private final AtomicBoolean closed = new AtomicBoolean();

    Descriptor(long number) {
        this.number = (int) number;
    }

    /** Standard input, output or error of this process; closing it closes it for all. */
    public static Descriptor standard(int number) {
        return new Descriptor(number);
    }

    /** Opens a file for reading. */
    public static Descriptor open(String path) throws SyscallException {
        return open(path, 0);
    }

    /** Opens a file for reading and writing; a terminal does not become that of the process. */
    public static Descriptor openBoth(String path) throws SyscallException {
        return open(path, O_RDWR | O_NOCTTY);
    }

    private static Descriptor open(String path, long flags) throws SyscallException {
        try (Arena arena = Arena.ofConfined()) {
            long name = arena.allocateFrom(path).address();
            return new Descriptor(Syscall.OPENAT.call("open " + path, AT_FDCWD, name, flags | O_CLOEXEC, 0644));
        }
    }

    /** Opens a file to write at its end, and makes it where there is none. */
    public static Descriptor append(String path) throws SyscallException {
        return open(path, O_WRONLY | O_CREAT | O_APPEND);
    }

    /** The same open file once more, which is closed by itself. */
    public Descriptor duplicate() throws SyscallException {
        return new Descriptor(Syscall.FCNTL.call("duplicate a descriptor", number, F_DUPFD_CLOEXEC, 0));
    }

    /** A counter to wake a thread that waits in {@link Epoll}: write 8 octets to count. */
    public static Descriptor event() throws SyscallException {
        return new Descriptor(Syscall.EVENTFD2.call("make an eventfd", 0, EFD_CLOEXEC));
    }

    /** A process, whose end makes the descriptor readable. */
    public static Descriptor ofProcess(long pid) throws SyscallException {
        return new Descriptor(Syscall.PIDFD_OPEN.call("open process " + pid, pid, 0));
    }

    /** A pipe: the end to read and the end to write. */
    public static Descriptor[] pipe() throws SyscallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ends = arena.allocate(ValueLayout.JAVA_INT, 2);
            Syscall.PIPE2.call("make a pipe", ends.address(), O_CLOEXEC);
            return new Descriptor[] {
                new Descriptor(ends.getAtIndex(ValueLayout.JAVA_INT, 0)),
                new Descriptor(ends.getAtIndex(ValueLayout.JAVA_INT, 1))
            };
        }
    }

    /** Makes another number mean this file too, and not what it meant before; programs that are started inherit it. */
    public void takeThePlaceOf(int other) throws SyscallException {
        Syscall.DUP3.call("replace a file descriptor", number, other, 0);
    }

    public int number() {
        return number;
    }

    /** Waits until there is something to read, or the process has ended; false if nothing came in time. */
    public boolean awaitReadable(Duration patience) throws SyscallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment poll = arena.allocate(8, 4);
            poll.set(ValueLayout.JAVA_INT, 0, number);
            poll.set(ValueLayout.JAVA_SHORT, 4, POLLIN);
            MemorySegment time = arena.allocate(ValueLayout.JAVA_LONG, 2);
            time.setAtIndex(ValueLayout.JAVA_LONG, 0, patience.toSeconds());
            time.setAtIndex(ValueLayout.JAVA_LONG, 1, patience.toNanosPart());
            return Syscall.PPOLL.call("wait for input", poll.address(), 1, time.address(), 0, 8) > 0;
        }
    }

    /** Reads into {@code buffer} from its beginning; 0 at the end of the file. */
    public int read(MemorySegment buffer) throws SyscallException {
        return (int) Syscall.READ.call("read", number, buffer.address(), buffer.byteSize());
    }

    /** Writes all of {@code buffer}. */
    public void write(MemorySegment buffer) throws SyscallException {
        long written = 0;
        while (written < buffer.byteSize()) {
            written += Syscall.WRITE.call("write", number, buffer.address() + written, buffer.byteSize() - written);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                Syscall.CLOSE.call("close", number);
            } catch (SyscallException ignored) {
                // Linux has released the number in any case, and what was written says so when it is written.
            }
        }
    }
}
