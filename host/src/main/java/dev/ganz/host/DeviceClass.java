package dev.ganz.host;

/** What kind of thing serves the requests of a block device. */
public enum DeviceClass {
    HDD("hard disk"),
    SSD("solid-state disk"),
    NVME("NVMe disk"),
    /** Of a virtual machine: what lies below is the host's business. */
    VIRTUAL("virtual disk"),
    /** iSCSI, Fibre Channel, NBD, RBD, DRBD. */
    NETWORK("network disk"),
    /** Made of other block devices: dm, md, bcache. */
    STACKED("stacked device"),
    /** A file that looks like a disk. */
    LOOP("loop device"),
    /** In memory: zram, brd. */
    MEMORY("memory disk"),
    UNKNOWN("disk");

    private final String words;

    DeviceClass(String words) {
        this.words = words;
    }

    /** What a name alone tells, where nothing else is known. */
    public static DeviceClass ofName(String device) {
        if (device.startsWith("nvme")) {
            return NVME;
        }
        if (device.startsWith("dm-") || device.startsWith("md") || device.startsWith("bcache")) {
            return STACKED;
        }
        if (device.startsWith("loop")) {
            return LOOP;
        }
        if (device.startsWith("zram") || device.startsWith("ram")) {
            return MEMORY;
        }
        if (device.startsWith("nbd") || device.startsWith("rbd") || device.startsWith("drbd")) {
            return NETWORK;
        }
        return device.startsWith("vd") || device.startsWith("xvd") ? VIRTUAL : UNKNOWN;
    }

    /** {@code hard disk}. */
    public String words() {
        return words;
    }
}
