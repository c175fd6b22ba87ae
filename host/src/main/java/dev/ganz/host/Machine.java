package dev.ganz.host;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a machine is, which changes seldom. Empty, 0 and {@code UNKNOWN} where the source says nothing of it.
 *
 * @param kernel its release: {@code 6.1.0-18-amd64}
 * @param cpus those that are online
 * @param memory octets
 * @param swap octets
 * @param virtual whether it is a virtual machine itself
 * @param settings values by their path below {@code /proc/sys} ({@code vm/swappiness}) or {@code /sys}
 * @param swapDevices block devices that hold swap space
 * @param ringUsers who has an io_uring open: their waiting counts as waiting for a device, whatever they wait for
 */
public record Machine(
        String name,
        String kernel,
        int cpus,
        long memory,
        long swap,
        boolean virtual,
        Pressure.Support pressure,
        List<BlockDevice> devices,
        List<FileSystem> fileSystems,
        List<Guest> guests,
        SortedMap<String, String> settings,
        List<String> swapDevices,
        List<Owner> ringUsers) {
    public Machine {
        devices =
                devices.stream().sorted(Comparator.comparing(BlockDevice::name)).toList();
        fileSystems = List.copyOf(fileSystems);
        guests = List.copyOf(guests);
        swapDevices = List.copyOf(swapDevices);
        ringUsers = List.copyOf(ringUsers);
    }

    /** One of which little is known. */
    public static Machine named(String name, String kernel, int cpus) {
        return new Machine(
                name,
                kernel,
                cpus,
                0,
                0,
                false,
                Pressure.Support.UNKNOWN,
                List.of(),
                List.of(),
                List.of(),
                new TreeMap<>(),
                List.of(),
                List.of());
    }

    /** The device of this name; what its name tells if nothing else is known. */
    public BlockDevice device(String device) {
        return devices.stream()
                .filter(each -> each.name().equals(device))
                .findFirst()
                .orElseGet(() -> BlockDevice.named(device));
    }

    /** The file system that is seen at a path: of those mounted there, the last. */
    public Optional<FileSystem> mountedAt(String path) {
        return fileSystems.reversed().stream()
                .filter(each -> each.path().equals(path))
                .findFirst();
    }

    public Optional<String> setting(String path) {
        return Optional.ofNullable(settings.get(path));
    }
}
