package dev.ganz.disk;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The formats, by the names that qemu-img gives them, and other names that people know them by. */
public enum Format {
    RAW("raw", "img"),
    QCOW2("qcow2", "qcow2"),
    VDI("vdi", "vdi"),
    VMDK("vmdk", "vmdk"),
    VPC("vpc", "vhd"),
    VHDX("vhdx", "vhdx"),
    PARALLELS("parallels", "hds"),
    BOCHS("bochs", "bochs"),
    CLOOP("cloop", "cloop"),
    DMG("dmg", "dmg"),
    QCOW("qcow", "qcow");

    private final String text;
    private final String ending;

    Format(String text, String ending) {
        this.text = text;
        this.ending = ending;
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
