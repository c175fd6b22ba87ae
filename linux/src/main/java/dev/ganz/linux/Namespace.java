package dev.ganz.linux;

/** Kinds of namespaces, namespaces(7). They belong to the calling thread, which must be a platform thread that ends with its work. */
public enum Namespace {
    MOUNT("mnt", 0x0002_0000),
    UTS("uts", 0x0400_0000),
    IPC("ipc", 0x0800_0000),
    NETWORK("net", 0x4000_0000);

    private static final long CLONE_FS = 0x200;

    private final String file;
    private final long flag;

    Namespace(String file, int flag) {
        this.file = file;
        this.flag = flag;
    }

    /** The one that the calling thread is in. */
    public Descriptor current() throws SyscallException {
        return Descriptor.open("/proc/thread-self/ns/" + file);
    }

    /** Puts the calling thread into one that exists. A mount namespace needs {@link #leaveSharedDirectory} before. */
    public void enter(Descriptor namespace) throws SyscallException {
        Syscall.SETNS.call("enter a " + file + " namespace", namespace.number(), flag);
    }

    /** Puts the calling thread into a new one. */
    public void unshare() throws SyscallException {
        Syscall.UNSHARE.call("make a " + file + " namespace", flag);
    }

    /** Gives the calling thread a working directory and root of its own, which entering a mount namespace changes. */
    public static void leaveSharedDirectory() throws SyscallException {
        Syscall.UNSHARE.call("leave the shared working directory", CLONE_FS);
    }
}
