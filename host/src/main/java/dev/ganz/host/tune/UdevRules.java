package dev.ganz.host.tune;

import dev.ganz.host.BlockDevice;
import java.util.regex.Pattern;

/** Rules of udev(7) that set a disk's scheduler whenever it appears. */
final class UdevRules {
    /** After the distribution's own of 60-*, so that these win. */
    static final String PATH = "/etc/udev/rules.d/90-ganz-host.rules";

    static final String HEAD = "# Written by ganz host tune; ganz host undo takes it away.\n";
    private static final String DISK = "ACTION==\"add|change\", SUBSYSTEM==\"block\", ENV{DEVTYPE}==\"disk\", ";
    /** Anything else would need an escape, or be a pattern. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:-]+");

    private UdevRules() {}

    /** For one disk: by what identifies it, as names change from boot to boot, or else by its name. */
    static String of(BlockDevice device, String scheduler) {
        String match =
                PLAIN.matcher(device.identity()).matches() && device.identity().contains(".")
                        ? "ATTRS{wwid}==\"" + device.identity() + "\", KERNEL==\"" + kind(device.name()) + "\""
                        : "KERNEL==\"" + device.name() + "\"";
        return DISK + match + ", ATTR{queue/scheduler}=\"" + scheduler + "\"\n";
    }

    /** For the disks of a machine that is not running: by their kinds. */
    static String ofKinds(Profile profile) {
        if (profile == Profile.VIRTUAL_HOST) {
            return DISK
                    + "KERNEL==\"sd[a-z]|sd[a-z][a-z]\", ATTR{queue/rotational}==\"1\", ATTR{queue/scheduler}=\"mq-deadline\"\n"
                    + DISK + "KERNEL==\"nvme*\", ATTR{queue/scheduler}=\"none\"\n";
        }
        return DISK + "KERNEL==\"vd[a-z]|vd[a-z][a-z]|xvd[a-z]\", ATTR{queue/scheduler}=\"none\"\n";
    }

    private static String kind(String name) {
        return name.startsWith("nvme")
                ? "nvme*"
                : name.replaceFirst("[a-z]+$", "").isEmpty() ? name.substring(0, 2) + "*" : name;
    }
}
