package dev.ganz.disk.vmdk;

import dev.ganz.disk.Format;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.ImageWriter;
import dev.ganz.disk.Target;

/** Picks the writer of a subformat. */
public final class VmdkWriters {
    private VmdkWriters() {}

    public static ImageWriter create(Target target) {
        target.requireNoBacking(Format.VMDK);
        String subformat = DescriptorText.options(target)
                .word(
                        "subformat",
                        target.compress() ? "streamOptimized" : "monolithicSparse",
                        "monolithicSparse",
                        "monolithicFlat",
                        "twoGbMaxExtentSparse",
                        "twoGbMaxExtentFlat",
                        "streamOptimized",
                        "vmfs");
        if (target.compress() && !subformat.equals("streamOptimized")) {
            throw new ImageException(target.file() + ": " + subformat
                    + " does not compress; leave out -c, or say -o subformat=streamOptimized");
        }
        return switch (subformat) {
            case "monolithicFlat" -> new SplitWriter(target, SplitWriter.Kind.FLAT);
            case "vmfs" -> new SplitWriter(target, SplitWriter.Kind.VMFS);
            case "twoGbMaxExtentFlat" -> new SplitWriter(target, SplitWriter.Kind.SPLIT_FLAT);
            case "twoGbMaxExtentSparse" -> new SplitWriter(target, SplitWriter.Kind.SPLIT_SPARSE);
            case "streamOptimized" -> new StreamWriter(target);
            default -> new MonolithicWriter(target);
        };
    }
}
