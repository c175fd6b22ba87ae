package dev.ganz.host.proc;

import dev.ganz.host.BlockDevice;
import dev.ganz.host.DeviceClass;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The block devices of /sys/block, Documentation/ABI/stable/sysfs-block. */
final class Devices {
    private static final Pattern CHOSEN = Pattern.compile("\\[([^]]*)]");
    /** Where there is no /sys: names of partitions. */
    private static final Pattern PARTITION =
            Pattern.compile("(?:[shv]d[a-z]+|xvd[a-z]+)\\d+|(?:nvme\\d+n|mmcblk|md|nbd|loop)\\d+p\\d+");

    private Devices() {}

    static List<BlockDevice> read(Tree tree) {
        List<BlockDevice> devices = new ArrayList<>();
        for (String name : tree.names("/sys/block")) {
            devices.add(read(tree, name));
        }
        return devices;
    }

    /** Whether requests to it are those of a whole device, not of a part of one. */
    static boolean isWhole(Tree tree, String name) {
        return tree.exists("/sys/block")
                ? tree.exists("/sys/block/" + name)
                : !PARTITION.matcher(name).matches();
    }

    private static BlockDevice read(Tree tree, String name) {
        String directory = "/sys/block/" + name;
        String queue = directory + "/queue/";
        List<String> schedulers = new ArrayList<>();
        String listed = tree.line(queue + "scheduler");
        for (String word : listed.isEmpty() ? new String[0] : listed.split("\\s+", -1)) {
            schedulers.add(word.replace("[", "").replace("]", ""));
        }
        Matcher chosen = CHOSEN.matcher(listed);
        List<String> members = tree.names(directory + "/slaves").stream()
                .map(member -> whole(tree, member))
                .distinct()
                .toList();
        String identity = firstOf(tree, directory + "/wwid", directory + "/device/wwid", directory + "/serial");
        String zoned = tree.line(queue + "zoned");
        return new BlockDevice(
                name,
                tree.line(directory + "/dev"),
                kind(tree, name, members),
                tree.number(directory + "/size", 0) * 512,
                chosen.find() ? chosen.group(1) : "",
                schedulers,
                (int) tree.number(queue + "read_ahead_kb", -1),
                (int) tree.number(queue + "nr_requests", -1),
                members,
                firstOf(tree, directory + "/device/model", directory + "/dm/name"),
                identity,
                zoned.isEmpty() ? "none" : zoned);
    }

    private static String firstOf(Tree tree, String... files) {
        for (String file : files) {
            String line = tree.line(file);
            if (!line.isEmpty()) {
                return line;
            }
        }
        return "";
    }

    private static DeviceClass kind(Tree tree, String name, List<String> members) {
        DeviceClass named = DeviceClass.ofName(name);
        if (!members.isEmpty()) {
            return DeviceClass.STACKED;
        }
        if (named == DeviceClass.NVME) {
            return tree.line("/sys/block/" + name + "/device/transport").matches("tcp|rdma|fc")
                    ? DeviceClass.NETWORK
                    : named;
        }
        if (named != DeviceClass.UNKNOWN) {
            return named;
        }
        // A session of iSCSI or a port of Fibre Channel is part of the device's place.
        String place = tree.link("/sys/block/" + name);
        if (place.contains("/session") || place.contains("/rport-")) {
            return DeviceClass.NETWORK;
        }
        String model = tree.line("/sys/block/" + name + "/device/model");
        String vendor = tree.line("/sys/block/" + name + "/device/vendor");
        if (place.contains("/virtio")
                || vendor.equals("QEMU")
                || model.startsWith("Virtual")
                || vendor.equals("Msft")) {
            return DeviceClass.VIRTUAL;
        }
        return switch (tree.line("/sys/block/" + name + "/queue/rotational")) {
            case "1" -> DeviceClass.HDD;
            case "0" -> DeviceClass.SSD;
            default -> DeviceClass.UNKNOWN;
        };
    }

    /** The device that a partition lies on; a whole device is itself. */
    static String whole(Tree tree, String name) {
        if (tree.exists("/sys/block/" + name)) {
            return name;
        }
        for (String disk : tree.names("/sys/block")) {
            if (tree.exists("/sys/block/" + disk + "/" + name)) {
                return disk;
            }
        }
        return name;
    }
}
