package dev.ganz.disk.job;

import java.util.Optional;

/**
 * How a disk is copied.
 *
 * @param sparse so many zeros in a row are left out, or a whole unit of the target's if that is more; 0 to write all that the disk has
 * @param verify whether to read the image back before it gets its name, and compare
 * @param digest told the content on the way
 * @param salvage told what cannot be read, which is zero in the target; empty to give up at the first place
 */
public record Copying(
        int sparse, boolean verify, Optional<ContentDigest> digest, Optional<Salvage> salvage, Progress progress) {
    /** As in qemu-img. */
    public static final int SPARSE = 4096;

    /** As usual, and silently. */
    public static final Copying USUAL = new Copying(SPARSE, false, Optional.empty(), Optional.empty(), Progress.NONE);
}
