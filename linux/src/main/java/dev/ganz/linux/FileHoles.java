package dev.ganz.linux;

import java.nio.file.Path;

/**
 * Where a file stores octets and where it has holes, which read as zeros (lseek(2), SEEK_DATA and SEEK_HOLE). A file system that does not
 * know says that all is data.
 */
public final class FileHoles implements AutoCloseable {
    private static final int SEEK_DATA = 3;
    private static final int SEEK_HOLE = 4;

    private final Descriptor file;

    private FileHoles(Descriptor file) {
        this.file = file;
    }

    /** Opens a file to ask about it. */
    public static FileHoles open(Path file) throws SyscallException {
        return new FileHoles(Descriptor.open(file.toString()));
    }

    /** A name by which this very file can be opened again, whatever has become of its own. */
    public Path again() {
        return Path.of("/proc/self/fd/" + file.number());
    }

    /**
     * Where octets begin that are stored, from {@code position} on.
     *
     * @param size what is returned if there are none
     */
    public long nextData(long position, long size) throws SyscallException {
        return seek(position, SEEK_DATA, position, size);
    }

    /** Where a hole begins, from {@code position} on, or {@code size}. */
    public long nextHole(long position, long size) throws SyscallException {
        return seek(position, SEEK_HOLE, size, size);
    }

    private long seek(long position, int what, long unknown, long none) throws SyscallException {
        try {
            return Syscall.LSEEK.call("look for holes", file.number(), position, what);
        } catch (SyscallException refused) {
            if (refused.errno().equals(Errno.ENXIO)) {
                return none;
            }
            if (refused.errno().equals(Errno.EINVAL)) {
                return unknown;
            }
            throw refused;
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
