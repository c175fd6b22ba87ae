package dev.ganz.disk;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an image says about itself.
 *
 * @param virtualSize octets of the disk
 * @param clusterSize octets of the unit in which it is stored; 0 if there is none
 * @param backingFile as it is written in the image
 * @param isDirty whether it was not closed properly
 * @param details what only this format has, by qemu-img's keys: strings, numbers, truth values
 */
public record ImageInfo(
        Format format,
        long virtualSize,
        long clusterSize,
        Optional<String> backingFile,
        Optional<String> backingFormat,
        boolean isDirty,
        List<Snapshot> snapshots,
        Map<String, Object> details) {

    /** A state of the disk that is kept inside the image. */
    public record Snapshot(String id, String name, long vmStateSize, long seconds, long nanoseconds, long vmClock) {}

    /** Without backing file, snapshots and details. */
    public static ImageInfo of(Format format, long virtualSize, long clusterSize) {
        return new ImageInfo(
                format, virtualSize, clusterSize, Optional.empty(), Optional.empty(), false, List.of(), Map.of());
    }

    public ImageInfo withDetails(Map<String, Object> more) {
        return new ImageInfo(
                format, virtualSize, clusterSize, backingFile, backingFormat, isDirty, snapshots, Map.copyOf(more));
    }

    public ImageInfo withBacking(Optional<String> file, Optional<String> itsFormat) {
        return new ImageInfo(format, virtualSize, clusterSize, file, itsFormat, isDirty, snapshots, details);
    }

    public ImageInfo dirty(boolean dirty) {
        return new ImageInfo(format, virtualSize, clusterSize, backingFile, backingFormat, dirty, snapshots, details);
    }

    public ImageInfo withSnapshots(List<Snapshot> some) {
        return new ImageInfo(
                format, virtualSize, clusterSize, backingFile, backingFormat, isDirty, List.copyOf(some), details);
    }
}
