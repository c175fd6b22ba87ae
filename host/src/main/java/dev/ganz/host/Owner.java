package dev.ganz.host;

/**
 * Who runs a process, as an administrator calls it.
 *
 * @param name of the guest, the container, the unit of systemd or the program
 */
public record Owner(Kind kind, String name) implements Comparable<Owner> {
    /** Kinds of owners. */
    public enum Kind {
        GUEST("VM"),
        CONTAINER("container"),
        SERVICE("service"),
        PROCESS("process"),
        KERNEL("kernel thread");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    @Override
    public int compareTo(Owner other) {
        int kinds = kind.compareTo(other.kind);
        return kinds != 0 ? kinds : name.compareTo(other.name);
    }

    /** {@code VM web1}. */
    @Override
    public String toString() {
        return kind.word + " " + name;
    }
}
