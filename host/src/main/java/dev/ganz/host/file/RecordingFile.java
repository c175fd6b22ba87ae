package dev.ganz.host.file;

import dev.ganz.host.HostException;
import dev.ganz.host.Recording;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A file that tells what a machine did; its content says in which form. */
public final class RecordingFile {
    /** Octets; more would not fit into the memory of a small machine. */
    private static final int LONGEST = 256 << 20;

    private static final String BINARY =
            ": expected text, found octets; of a binary file of sar, \"sadf -j FILE -- -A\" makes JSON";

    private RecordingFile() {}

    /**
     * Reads all of it.
     *
     * @param name for messages
     * @throws HostException if it is in no form that is known, or broken
     */
    public static Recording read(String name, InputStream in) throws IOException {
        byte[] octets = in.readNBytes(LONGEST + 1);
        if (octets.length > LONGEST) {
            throw new HostException(name + ": expected a recording of at most 256 MiB, found a longer file");
        }
        List<String> lines = lines(name, octets);
        String first =
                lines.stream().filter(line -> !line.isBlank()).findFirst().orElse("");
        if (first.isEmpty()) {
            throw new HostException(
                    name + ": expected what top, vmstat, iostat, sar, sadf or ganz wrote, found nothing");
        }
        if (first.startsWith("{")) {
            return first.contains(JsonLines.MARK) ? JsonLines.read(name, lines) : SysstatJson.read(name, lines);
        }
        List<TextForm> forms = List.of(new TopText(), new VmstatText(), new IostatText(), new SarText());
        for (TextForm form : forms) {
            if (lines.stream().limit(1000).anyMatch(form::isMine)) {
                return form.read(name, lines);
            }
        }
        throw new HostException(
                name + ": expected what top -b, vmstat, iostat -x, sar, sadf -j or ganz host record wrote,"
                        + " found other text that begins with \"" + start(first) + "\"");
    }

    private static String start(String line) {
        return line.length() <= 40 ? line : line.substring(0, 40) + "…";
    }

    /** Names of programs may be octets of any kind: they are no reason to refuse a text. */
    private static List<String> lines(String name, byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        if (text.indexOf('\0') >= 0) {
            throw new HostException(name + BINARY);
        }
        return text.lines().toList();
    }
}
