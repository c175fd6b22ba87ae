package dev.ganz.linux;

/** Who runs this process. */
public final class User {
    private User() {}

    /** The effective user's number, in the process's user namespace; root's is 0. */
    public static long effective() {
        try {
            return Syscall.GETEUID.call("ask who runs this");
        } catch (SyscallException impossible) {
            throw new IllegalStateException(impossible); // getuid(2): always successful
        }
    }
}
