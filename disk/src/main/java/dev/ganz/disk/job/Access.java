package dev.ganz.disk.job;

import java.nio.file.Path;
import java.util.List;

/**
 * What may be read on the word of an image.
 *
 * @param allowed folders, or files, outside the image's own folder that it may name
 * @param ignoreChecksum whether to read headers whose checksum is wrong
 */
public record Access(List<Path> allowed, boolean ignoreChecksum) {
    /** The image's own folder. */
    public static final Access USUAL = new Access(List.of(), false);
}
