package dev.ganz.host.advice;

import dev.ganz.host.BlockDevice;
import java.util.List;
import java.util.Optional;

/**
 * Which I/O scheduler fits a device. Kernels before 5.0 may offer the single-queue names: they are chosen where the others are missing.
 */
public final class SchedulerChoice {
    private static final String RHEL = " (RHEL 9, Setting the disk scheduler)";

    private SchedulerChoice() {}

    /** Empty where the device has none to choose, or where no advice is sure enough to give. */
    public static Optional<Advised> of(BlockDevice device) {
        if (device.schedulers().size() < 2) {
            return Optional.empty();
        }
        if (device.zoned().equals("host-managed")) {
            return first(
                    device, "zones must be written in order, which only mq-deadline keeps", "mq-deadline", "deadline");
        }
        return switch (device.kind()) {
            case HDD ->
                first(
                        device,
                        "a hard disk that several guests share serves each request before a deadline" + RHEL,
                        "mq-deadline",
                        "deadline");
            case NVME ->
                first(
                        device,
                        "an NVMe disk orders requests itself; sorting them costs CPU alone" + RHEL,
                        "none",
                        "noop");
            case VIRTUAL ->
                first(
                        device,
                        "the host orders the requests of all its guests and knows more than one of them" + RHEL,
                        "none",
                        "noop");
            case SSD, NETWORK, STACKED, LOOP, MEMORY, UNKNOWN -> Optional.empty();
        };
    }

    /** Whether what is set is as good as the advice: bfq is a choice of fairness over throughput on a hard disk. */
    public static boolean fits(BlockDevice device) {
        Optional<Advised> advised = of(device);
        return advised.isEmpty()
                || advised.get().value().equals(device.scheduler())
                || device.scheduler().equals("bfq") && device.kind() == dev.ganz.host.DeviceClass.HDD;
    }

    /**
     * What a name of any kernel means on this one; the name itself if the kernel offers it, or knows nothing like it.
     *
     * @param name {@code cfq}, {@code anticipatory}, {@code deadline}, {@code noop}, or one of today
     */
    public static String today(String name, List<String> offered) {
        if (offered.contains(name)) {
            return name;
        }
        String same = switch (name) {
            case "deadline" -> "mq-deadline";
            case "mq-deadline" -> "deadline";
            case "noop" -> "none";
            case "none" -> "noop";
            case "cfq", "anticipatory" -> "bfq"; // the nearest in purpose, not the same
            default -> name;
        };
        return offered.contains(same) ? same : name;
    }

    private static Optional<Advised> first(BlockDevice device, String why, String... names) {
        for (String name : names) {
            if (device.schedulers().contains(name)) {
                return Optional.of(new Advised(name, why));
            }
        }
        return Optional.empty();
    }
}
