package dev.ganz.linux;

import java.io.IOException;

/** The kernel refused a call. The message names what was attempted, the errno and its meaning. */
public final class SyscallException extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Errno errno;

    /** @param attempt what was attempted, such as {@code mount tmpfs on /run} */
    public SyscallException(String attempt, Errno errno) {
        super(attempt + ": " + errno);
        this.errno = errno;
    }

    /** @param detail what the kernel said besides */
    public SyscallException(String attempt, Errno errno, String detail) {
        super(attempt + ": " + errno + (detail.isEmpty() ? "" : ", " + detail));
        this.errno = errno;
    }

    public Errno errno() {
        return errno;
    }
}
