package dev.ganz.host;

import java.util.List;

/**
 * A virtual machine that runs here.
 *
 * @param hypervisor {@code QEMU}, {@code VMware}, {@code VirtualBox}
 * @param memory octets that it was given; 0 where that is unknown
 * @param shared whether its memory lies in {@code /dev/shm}
 * @param drives how its disks are opened, as its command line says it: {@code cache=none,aio=native}
 */
public record Guest(String name, String hypervisor, long memory, boolean shared, List<String> drives) {
    public Guest {
        drives = List.copyOf(drives);
    }
}
