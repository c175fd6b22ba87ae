package dev.ganz.linux;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;

/** mount(2) and the host name, in the namespaces of the calling thread. */
public final class Mounts {
    private static final long NOSUID = 2;
    private static final long NODEV = 4;
    private static final long NOEXEC = 8;
    private static final long REMOUNT = 0x20;
    private static final long BIND = 0x1000;
    private static final long REC = 0x4000;
    private static final long PRIVATE = 0x4_0000;
    private static final long DETACH = 2;

    /** Flags by the names that proc_pid_mountinfo(5) shows. */
    private static final Map<String, Long> FLAGS = Map.of(
            "ro", 1L,
            "nosuid", NOSUID,
            "nodev", NODEV,
            "noexec", NOEXEC,
            "sync", 0x10L,
            "noatime", 0x400L,
            "nodiratime", 0x800L,
            "relatime", 0x20_0000L);

    private Mounts() {}

    /**
     * An empty file system in memory.
     *
     * @param mode in octal digits, such as {@code 1777}
     */
    public static void tmpfs(String directory, String mode) throws SyscallException {
        mount("tmpfs", directory, "tmpfs", NOSUID | NODEV, "mode=" + mode);
    }

    /**
     * Gives a file system in memory another size; what it holds stays.
     *
     * @param options how it is mounted now, of which those of a mount point are kept: {@code nosuid}, {@code noexec}, …
     * @param size as tmpfs(5) takes it: {@code 5242880k}, {@code 50%}
     */
    public static void resizeTmpfs(String directory, Collection<String> options, String size) throws SyscallException {
        long flags = REMOUNT;
        for (String option : options) {
            flags |= FLAGS.getOrDefault(option, 0L);
        }
        mount("tmpfs", directory, "tmpfs", flags, "size=" + size);
    }

    /** Lets mounts from now on neither leave the calling thread's mount namespace nor come in. */
    public static void keepPrivate() throws SyscallException {
        mount("none", "/", "none", REC | PRIVATE, "");
    }

    /** What the kernel says of the calling thread's network namespace. */
    public static void sysfs(String directory) throws SyscallException {
        mount("sysfs", directory, "sysfs", NOSUID | NODEV | NOEXEC, "");
    }

    /** Makes a file or directory appear at another place too. */
    public static void bind(String source, String target) throws SyscallException {
        mount(source, target, "none", BIND | REC, "");
    }

    /** Takes away what is mounted, now for the path and later for those who use it. */
    public static void detach(String path) throws SyscallException {
        try (Arena arena = Arena.ofConfined()) {
            Syscall.UMOUNT2.call("unmount " + path, arena.allocateFrom(path).address(), DETACH);
        }
    }

    public static void hostname(String name) throws SyscallException {
        byte[] octets = name.getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            long address = arena.allocateFrom(java.lang.foreign.ValueLayout.JAVA_BYTE, octets)
                    .address();
            Syscall.SETHOSTNAME.call("set the host name " + name, address, octets.length);
        }
    }

    private static void mount(String source, String target, String type, long flags, String data)
            throws SyscallException {
        try (Arena arena = Arena.ofConfined()) {
            Syscall.MOUNT.call(
                    "mount " + source + " on " + target,
                    arena.allocateFrom(source).address(),
                    arena.allocateFrom(target).address(),
                    arena.allocateFrom(type).address(),
                    flags,
                    arena.allocateFrom(data).address());
        }
    }
}
