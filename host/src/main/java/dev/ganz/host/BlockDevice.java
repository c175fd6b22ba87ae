package dev.ganz.host;

import java.util.List;

/**
 * A whole block device.
 *
 * @param name {@code sda}
 * @param number {@code 8:0}
 * @param octets its size
 * @param scheduler the I/O scheduler in use; empty where it has none to choose
 * @param schedulers those that the kernel would take
 * @param readAhead KiB; -1 where it has none
 * @param requests nr_requests of its queue; -1 where it has none
 * @param members block devices that it is made of
 * @param model what it says it is; empty where it does not
 * @param identity what tells it from others over a boot: its WWID or serial number; empty where it has none
 * @param zoned {@code none}, {@code host-aware} or {@code host-managed}
 */
public record BlockDevice(
        String name,
        String number,
        DeviceClass kind,
        long octets,
        String scheduler,
        List<String> schedulers,
        int readAhead,
        int requests,
        List<String> members,
        String model,
        String identity,
        String zoned) {
    public BlockDevice {
        schedulers = List.copyOf(schedulers);
        members = List.copyOf(members);
    }

    /** One of which nothing is known but its name. */
    public static BlockDevice named(String name) {
        return new BlockDevice(name, "", DeviceClass.ofName(name), 0, "", List.of(), -1, -1, List.of(), "", "", "none");
    }
}
