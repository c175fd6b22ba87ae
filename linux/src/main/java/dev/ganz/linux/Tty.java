package dev.ganz.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Terminals, tty_ioctl(4) and pty(7). */
public final class Tty {
    private static final long TCGETS = 0x5401;
    private static final long TCSETS = 0x5402;
    private static final long TIOCGWINSZ = 0x5413;
    private static final long TIOCSWINSZ = 0x5414;
    private static final long TIOCGPTN = 0x8004_5430L;
    private static final long TIOCSPTLCK = 0x4004_5431L;
    /** Octets of the kernel's struct termios, with room. */
    private static final int TERMIOS = 64;

    private static final int IGNBRK_TO_ICRNL_AND_IXON = 0x1 | 0x2 | 0x8 | 0x20 | 0x40 | 0x80 | 0x100 | 0x400;
    private static final int OPOST = 0x1;
    private static final int ECHO_ECHONL_ICANON_ISIG_IEXTEN = 0x8 | 0x40 | 0x2 | 0x1 | 0x8000;

    private Tty() {}

    /** Characters of a terminal's screen. */
    public record Size(int rows, int columns) {}

    /**
     * A terminal that a program runs on.
     *
     * @param master what the program writes is read here, and the other way round
     * @param path of the terminal itself
     */
    public record Pseudo(Descriptor master, String path) {}

    public static Pseudo open() throws SyscallException {
        Descriptor master = Descriptor.openBoth("/dev/ptmx");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocate(JAVA_INT);
            control(master, "unlock a terminal", TIOCSPTLCK, number);
            control(master, "ask for a terminal's number", TIOCGPTN, number);
            return new Pseudo(master, "/dev/pts/" + number.get(JAVA_INT, 0));
        } catch (SyscallException refused) {
            master.close();
            throw refused;
        }
    }

    public static Size size(Descriptor terminal) throws SyscallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment window = arena.allocate(JAVA_SHORT, 4);
            control(terminal, "ask for a terminal's size", TIOCGWINSZ, window);
            return new Size(
                    Short.toUnsignedInt(window.getAtIndex(JAVA_SHORT, 0)),
                    Short.toUnsignedInt(window.getAtIndex(JAVA_SHORT, 1)));
        }
    }

    public static void resize(Descriptor terminal, Size size) throws SyscallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment window = arena.allocate(JAVA_SHORT, 4);
            window.setAtIndex(JAVA_SHORT, 0, (short) size.rows());
            window.setAtIndex(JAVA_SHORT, 1, (short) size.columns());
            control(terminal, "resize a terminal", TIOCSWINSZ, window);
        }
    }

    /**
     * Hands every key on as it is, as cfmakeraw(3) says.
     *
     * @return the settings before, for {@link #restore}
     */
    public static byte[] raw(Descriptor terminal) throws SyscallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment settings = arena.allocate(TERMIOS, 4);
            control(terminal, "ask for a terminal's settings", TCGETS, settings);
            byte[] before = settings.toArray(JAVA_BYTE);
            clear(settings, 0, IGNBRK_TO_ICRNL_AND_IXON);
            clear(settings, 1, OPOST);
            clear(settings, 3, ECHO_ECHONL_ICANON_ISIG_IEXTEN);
            control(terminal, "set a terminal", TCSETS, settings);
            return before;
        }
    }

    public static void restore(Descriptor terminal, byte[] settings) throws SyscallException {
        try (Arena arena = Arena.ofConfined()) {
            control(terminal, "set a terminal", TCSETS, arena.allocateFrom(JAVA_BYTE, settings));
        }
    }

    private static void clear(MemorySegment settings, int word, int bits) {
        settings.setAtIndex(JAVA_INT, word, settings.getAtIndex(JAVA_INT, word) & ~bits);
    }

    private static void control(Descriptor terminal, String attempt, long request, MemorySegment argument)
            throws SyscallException {
        Syscall.IOCTL.call(attempt, terminal.number(), request, argument.address());
    }
}
