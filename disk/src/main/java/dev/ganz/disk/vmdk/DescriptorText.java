package dev.ganz.disk.vmdk;

import dev.ganz.disk.Format;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.Options;
import dev.ganz.disk.Target;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** Writes a {@link Descriptor}. */
final class DescriptorText {
    private static final int IDE_CYLINDERS = 16_383;

    private DescriptorText() {}

    /** The options that all subformats know. */
    static Options options(Target target) {
        return target.options().only(Format.VMDK, "subformat", "adapter_type", "hwversion");
    }

    /** @param parts the lines of the extents, each with its end */
    static byte[] of(Target target, String createType, String parts) {
        Options options = options(target);
        String adapter = options.word("adapter_type", "ide", "buslogic", "lsilogic", "legacyESX");
        int heads = adapter.equals("ide") ? 16 : 255;
        long cylinders = target.size() / (512L * 63 * heads);
        String version = options.text("hwversion").orElse("4");
        if (!version.matches("[0-9]{1,3}")) {
            throw new ImageException("-o hwversion=" + version + ": expected a number such as 4");
        }
        byte[] content = new byte[16];
        target.random().nextBytes(content);
        content[12] &= 0x7f; // not ffffffff, which means none
        String longId = HexFormat.of().formatHex(content);
        return """
                # Disk DescriptorFile
                version=1
                encoding="UTF-8"
                CID=%s
                parentCID=%s
                createType="%s"

                # Extent description
                %s
                # The Disk Data Base
                #DDB

                ddb.virtualHWVersion = "%s"
                ddb.longContentID = "%s"
                ddb.geometry.cylinders = "%s"
                ddb.geometry.heads = "%s"
                ddb.geometry.sectors = "63"
                ddb.adapterType = "%s"
                """.formatted(
                        longId.substring(24),
                        Descriptor.NO_PARENT,
                        createType,
                        parts,
                        version,
                        longId,
                        Long.toString(adapter.equals("ide") ? Math.min(cylinders, IDE_CYLINDERS) : cylinders),
                        Integer.toString(heads),
                        adapter)
                .getBytes(StandardCharsets.UTF_8);
    }

    static String part(String access, long octets, String type, String file, String offset) {
        if (file.indexOf('"') >= 0 || !file.codePoints().allMatch(c -> c >= ' ')) {
            throw new ImageException(
                    "cannot write " + file + ": a VMDK cannot name a file with quotes or control characters");
        }
        return access + " " + octets / 512 + " " + type + " \"" + file + "\"" + offset + "\n";
    }

    /** The name of a file beside the descriptor: {@code hdd.vmdk} and {@code -flat} give {@code hdd-flat.vmdk}. */
    static String beside(String name, String suffix) {
        boolean ends = name.toLowerCase(Locale.ROOT).endsWith(".vmdk");
        return (ends ? name.substring(0, name.length() - 5) : name) + suffix + ".vmdk";
    }
}
