package dev.ganz.disk;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The formats, by the names that qemu-img gives them, and other names that people know them by. */
public enum Format {
    RAW("raw", true, "img"),
    QCOW2("qcow2", true, "qcow2"),
    VDI("vdi", true, "vdi"),
    VMDK("vmdk", true, "vmdk"),
    VPC("vpc", true, "vhd"),
    VHDX("vhdx", true, "vhdx");

    private final String text;
    private final boolean writable;
    private final String ending;

    Format(String text, boolean writable, String ending) {
        this.text = text;
        this.writable = writable;
        this.ending = ending;
    }

    /** Whether images of it can be made, not only read. */
    public boolean isWritable() {
        return writable;
    }

    /** A format by its name, or {@code vhd}, in any case. */
    public static Optional<Format> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(format -> format.text.equals(lower) || format == VPC && lower.equals("vhd"))
                .findFirst();
    }

    /** The format that the ending of a file's name tells of. */
    public static Optional<Format> ofFile(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".raw")
                ? Optional.of(RAW)
                : Stream.of(values())
                        .filter(format -> lower.endsWith("." + format.ending))
                        .findFirst();
    }

    /** All names. */
    public static List<String> names() {
        return Stream.of(values()).map(Format::toString).toList();
    }

    @Override
    public String toString() {
        return text;
    }
}
