package dev.ganz.disk.vmdk;

import dev.ganz.disk.ImageException;
import dev.ganz.disk.Source;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text that says what a VMDK consists of, in a file of its own or inside a sparse extent (VMware, Virtual Disk Format 5.0).
 *
 * <pre>
 * # Disk DescriptorFile
 * version=1
 * encoding="UTF-8"                        of the names of files
 * CID=fffffffe                            changes with the content
 * parentCID=ffffffff                      that of the parent, ffffffff without one
 * parentFileNameHint="parent.vmdk"
 * createType="monolithicSparse"
 *
 * RW 2048 SPARSE "name.vmdk"              access, sectors, type, file, offset in sectors
 * RW 2048 FLAT "name-flat.vmdk" 0         RW, RDONLY, NOACCESS
 * RW 2048 ZERO                            FLAT, SPARSE, ZERO, VMFS, VMFSSPARSE, SESPARSE, VMFSRDM, VMFSRAW
 *
 * ddb.adapterType = "ide"                 the disk data base
 * </pre>
 *
 * @param keys in lower case, without quotes; {@code ddb.} among them
 */
record Descriptor(Map<String, String> keys, List<Part> parts) {
    static final int LONGEST = 1 << 20;
    static final String NO_PARENT = "ffffffff";
    private static final int MOST_PARTS = 65_536;

    private static final Pattern PART = Pattern.compile(
            "(RW|RDONLY|NOACCESS)\\s+(\\d{1,15})\\s+([A-Z]+)(?:\\s+\"([^\"]*)\"(?:\\s+(\\d{1,15}).*)?)?\\s*");
    private static final Pattern KEY = Pattern.compile("([\\w.]+)\\s*=\\s*(.*)");
    private static final Pattern BEGIN = Pattern.compile("\\s*#\\s*Disk\\s*DescriptorFile", Pattern.CASE_INSENSITIVE);

    /** An extent: so many octets of the disk, from {@code offset} of a file on. */
    record Part(String access, long length, String type, String file, long offset) {}

    /** Whether text begins like a descriptor. */
    static boolean isBegin(byte[] octets) {
        return BEGIN.matcher(new String(octets, StandardCharsets.ISO_8859_1)).lookingAt();
    }

    /** Reads the text that begins at {@code position}. */
    static Descriptor read(Source file, long position, long length) {
        if (length > LONGEST || position < 0 || position > file.size() - length) {
            throw ImageException.at(
                    file, position, "expected a descriptor of at most " + LONGEST + " octets, found " + length);
        }
        byte[] octets = new byte[(int) length];
        file.read(position, octets, 0, octets.length);
        Descriptor found = parse(file, new String(octets, StandardCharsets.ISO_8859_1));
        Charset encoding = encoding(found.text("encoding", "UTF-8"));
        return parse(file, new String(octets, encoding));
    }

    private static Descriptor parse(Source file, String text) {
        Map<String, String> keys = new LinkedHashMap<>();
        List<Part> parts = new ArrayList<>();
        int end = text.indexOf('\0');
        List<String> lines = (end < 0 ? text : text.substring(0, end)).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            Matcher part = PART.matcher(line);
            Matcher key = KEY.matcher(line);
            if (part.matches() && parts.size() < MOST_PARTS) {
                String offset = part.group(5);
                parts.add(new Part(
                        part.group(1),
                        Long.parseLong(part.group(2)) * 512,
                        part.group(3),
                        part.group(4) == null ? "" : part.group(4),
                        offset == null ? 0 : Long.parseLong(offset) * 512));
            } else if (key.matches()) {
                keys.putIfAbsent(key.group(1).toLowerCase(Locale.ROOT), unquoted(key.group(2)));
            } else if (line.startsWith("RW ") || line.startsWith("RDONLY ")) {
                throw new ImageException(file.name() + ":" + (i + 1) + ":1: expected an extent such as RW 2048 SPARSE "
                        + "\"name.vmdk\", found " + line);
            }
        }
        return new Descriptor(keys, parts);
    }

    String text(String key, String unless) {
        return keys.getOrDefault(key.toLowerCase(Locale.ROOT), unless);
    }

    String createType() {
        return text("createType", "");
    }

    /** Eight hexadecimal digits as a number, or 0xffffffff. */
    long number(String key) {
        try {
            return Long.parseLong(text(key, NO_PARENT), 16) & 0xffff_ffffL;
        } catch (NumberFormatException noNumber) {
            return 0xffff_ffffL;
        }
    }

    boolean hasParent() {
        return number("parentCID") != 0xffff_ffffL;
    }

    private static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    private static Charset encoding(String name) {
        try {
            return Charset.forName(name);
        } catch (UnsupportedCharsetException | IllegalCharsetNameException unknown) {
            return StandardCharsets.UTF_8;
        }
    }
}
