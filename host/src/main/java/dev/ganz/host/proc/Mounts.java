package dev.ganz.host.proc;

import dev.ganz.host.FileSystem;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** /proc/self/mountinfo, proc_pid_mountinfo(5). */
final class Mounts {
    /** Types of which somebody may want to know how full they are. */
    private static final Set<String> SIZED = Set.of(
            "ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "reiserfs", "jfs", "zfs", "bcachefs", "tmpfs", "vfat");

    private static final Pattern SIZE = Pattern.compile("(?:^|,)size=(\\d+)([kmgt]?)(?:,|$)");

    private Mounts() {}

    static List<FileSystem> read(Tree tree) {
        List<FileSystem> all = new ArrayList<>();
        for (String line : tree.lines("/proc/self/mountinfo")) {
            int dash = line.indexOf(" - ");
            if (dash < 0) {
                continue;
            }
            Words place = Words.of(line.substring(0, dash));
            Words what = Words.of(line.substring(dash + 3));
            all.add(read(tree, unescape(place.word(4)), what, place.word(2)));
        }
        return all;
    }

    private static FileSystem read(Tree tree, String path, Words what, String number) {
        String type = what.word(0);
        long octets = type.equals("tmpfs") ? size(what.word(2)) : 0;
        long available = 0;
        // One that its server does not answer for would keep us waiting: only file systems of this machine are asked.
        if (tree.isLive() && SIZED.contains(type)) {
            try {
                FileStore store = Files.getFileStore(Path.of(path));
                octets = store.getTotalSpace();
                available = store.getUsableSpace();
            } catch (IOException gone) {
                available = 0;
            }
        }
        String link = tree.link("/sys/dev/block/" + number);
        String device = link.substring(link.lastIndexOf('/') + 1);
        long errors = type.startsWith("ext") ? tree.number("/sys/fs/ext4/" + device + "/errors_count", 0) : 0;
        return new FileSystem(path, type, unescape(what.word(1)), octets, available, errors);
    }

    /** {@code size=5242880k} of a tmpfs: octets; 0 without it. */
    static long size(String options) {
        Matcher size = SIZE.matcher(options);
        if (!size.find()) {
            return 0;
        }
        int shift = switch (size.group(2)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            case "t" -> 40;
            default -> 0;
        };
        return Words.number(size.group(1)) << shift;
    }

    /** Blanks, tabs, line ends and backslashes are written as {@code \040}. */
    private static String unescape(String text) {
        return Pattern.compile("\\\\([0-7]{3})")
                .matcher(text)
                .replaceAll(
                        octal -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(octal.group(1), 8))));
    }
}
