package dev.ganz.disk.job;

import dev.ganz.disk.ImageException;
import dev.ganz.linux.RangeLock;
import dev.ganz.linux.SyscallException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody is writing to an image. */
public final class Use {
    /** QEMU's place for the lock of those who write (QEMU, {@code block/file-posix.c}: 100 and the number of the permission). */
    private static final int WRITES = 101;

    private Use() {}

    /**
     * Refuses a file that a running machine writes to: one of QEMU, which locks it, or of VMware, which keeps a directory beside it.
     *
     * @param name for the message
     */
    public static void requireNone(Path file, String name) {
        if (isWritten(file)) {
            throw new ImageException(
                    name + ": a running machine writes to it; what is read would be no one state of the disk."
                            + " Stop the machine, or say -U");
        }
    }

    private static boolean isWritten(Path file) {
        if (Files.isDirectory(file.resolveSibling(file.getFileName() + ".lck"))) {
            return true;
        }
        if (!System.getProperty("os.name", "").equals("Linux") || !Files.isRegularFile(file)) {
            return false;
        }
        try {
            return RangeLock.isHeld(file, WRITES);
        } catch (SyscallException unknown) {
            // A file that cannot be opened says so when it is read; a file system without locks has none.
            return false;
        }
    }
}
