package dev.ganz.linux;

import java.util.Locale;
import java.util.Map;

/**
 * An error number of the kernel, as errno(3) lists them; the numbers are those of x86-64 and AArch64.
 *
 * @param number greater than 0
 */
public record Errno(int number) {
    public static final Errno EPERM = new Errno(1);
    public static final Errno ENOENT = new Errno(2);
    public static final Errno ESRCH = new Errno(3);
    public static final Errno EINTR = new Errno(4);
    public static final Errno ENXIO = new Errno(6);
    public static final Errno EAGAIN = new Errno(11);
    public static final Errno EACCES = new Errno(13);
    public static final Errno EEXIST = new Errno(17);
    public static final Errno ENODEV = new Errno(19);
    public static final Errno EINVAL = new Errno(22);
    public static final Errno EPIPE = new Errno(32);
    public static final Errno ENOBUFS = new Errno(105);
    public static final Errno EADDRINUSE = new Errno(98);
    public static final Errno ECONNREFUSED = new Errno(111);
    public static final Errno EOPNOTSUPP = new Errno(95);
    public static final Errno EAFNOSUPPORT = new Errno(97);

    private static final Map<Integer, String> TEXTS = Map.ofEntries(
            Map.entry(1, "EPERM operation not permitted"),
            Map.entry(2, "ENOENT no such file or directory"),
            Map.entry(3, "ESRCH no such process"),
            Map.entry(4, "EINTR interrupted"),
            Map.entry(5, "EIO input or output error"),
            Map.entry(6, "ENXIO no such device or address"),
            Map.entry(7, "E2BIG argument list too long"),
            Map.entry(8, "ENOEXEC exec format error"),
            Map.entry(9, "EBADF bad file descriptor"),
            Map.entry(10, "ECHILD no child processes"),
            Map.entry(11, "EAGAIN resource temporarily unavailable"),
            Map.entry(12, "ENOMEM out of memory"),
            Map.entry(13, "EACCES permission denied"),
            Map.entry(14, "EFAULT bad address"),
            Map.entry(16, "EBUSY device or resource busy"),
            Map.entry(17, "EEXIST file exists"),
            Map.entry(19, "ENODEV no such device"),
            Map.entry(20, "ENOTDIR not a directory"),
            Map.entry(21, "EISDIR is a directory"),
            Map.entry(22, "EINVAL invalid argument"),
            Map.entry(23, "ENFILE too many open files in the system"),
            Map.entry(24, "EMFILE too many open files"),
            Map.entry(25, "ENOTTY not a terminal"),
            Map.entry(26, "ETXTBSY text file busy"),
            Map.entry(28, "ENOSPC no space left on device"),
            Map.entry(30, "EROFS read-only file system"),
            Map.entry(32, "EPIPE broken pipe"),
            Map.entry(34, "ERANGE numerical result out of range"),
            Map.entry(36, "ENAMETOOLONG file name too long"),
            Map.entry(38, "ENOSYS no such system call"),
            Map.entry(40, "ELOOP too many levels of symbolic links"),
            Map.entry(90, "EMSGSIZE message too long"),
            Map.entry(93, "EPROTONOSUPPORT protocol not supported"),
            Map.entry(95, "EOPNOTSUPP operation not supported"),
            Map.entry(97, "EAFNOSUPPORT address family not supported"),
            Map.entry(98, "EADDRINUSE address already in use"),
            Map.entry(99, "EADDRNOTAVAIL cannot assign requested address"),
            Map.entry(100, "ENETDOWN network is down"),
            Map.entry(101, "ENETUNREACH network is unreachable"),
            Map.entry(104, "ECONNRESET connection reset by peer"),
            Map.entry(105, "ENOBUFS no buffer space available"),
            Map.entry(107, "ENOTCONN not connected"),
            Map.entry(110, "ETIMEDOUT timed out"),
            Map.entry(111, "ECONNREFUSED connection refused"),
            Map.entry(113, "EHOSTUNREACH no route to host"));

    /** The constant's name: {@code EPERM}. */
    public String name() {
        String text = text();
        return text.substring(0, text.indexOf(' '));
    }

    /** What it means, in words. */
    public String meaning() {
        String text = text();
        return text.substring(text.indexOf(' ') + 1);
    }

    private String text() {
        return TEXTS.getOrDefault(number, String.format(Locale.ROOT, "E%d error %d", number, number));
    }

    @Override
    public String toString() {
        return name() + " (" + meaning() + ")";
    }
}
