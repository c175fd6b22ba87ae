package dev.ganz.disk.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What may be read on the word of an image.
 *
 * @param allowed folders, or files, outside the image's own folder that it may name
 * @param ignoreChecksum whether to read headers whose checksum is wrong
 * @param snapshot the state inside the image that is read, by its name or else its identifier; empty for that of now
 */
public record Access(List<Path> allowed, boolean ignoreChecksum, Optional<String> snapshot) {
    /** The image's own folder. */
    public static final Access USUAL = new Access(List.of(), false);

    /** Of the disk as it is now. */
    public Access(List<Path> allowed, boolean ignoreChecksum) {
        this(allowed, ignoreChecksum, Optional.empty());
    }

    /** The same for the image behind. */
    Access behind() {
        return new Access(allowed, ignoreChecksum);
    }
}
