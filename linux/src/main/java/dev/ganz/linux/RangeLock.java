package dev.ganz.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** Asks about locks on a range of a file (fcntl(2), open file description locks); takes none. */
public final class RangeLock {
    private static final int F_OFD_GETLK = 36;
    private static final short F_WRLCK = 1;
    private static final short F_UNLCK = 2;

    private RangeLock() {}

    /** Whether another open file keeps a lock of any kind on an octet. */
    public static boolean isHeld(Path file, long position) throws SyscallException {
        try (Descriptor descriptor = Descriptor.open(file.toString());
                Arena arena = Arena.ofConfined()) {
            // struct flock: type, whence, begin, length, process
            MemorySegment lock = arena.allocate(32, 8);
            lock.set(ValueLayout.JAVA_SHORT, 0, F_WRLCK);
            lock.set(ValueLayout.JAVA_LONG, 8, position);
            lock.set(ValueLayout.JAVA_LONG, 16, 1);
            Syscall.FCNTL.call("ask for locks on " + file, descriptor.number(), F_OFD_GETLK, lock.address());
            return lock.get(ValueLayout.JAVA_SHORT, 0) != F_UNLCK;
        }
    }
}
