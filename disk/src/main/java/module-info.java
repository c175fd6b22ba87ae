/**
 * Disk images. {@code disk} is the contract that every format keeps, each format has a package of its own, {@code disk.codec}
 * compresses, {@code disk.nbd} serves, {@code disk.job} does with images what a user asks for: open, convert, compare, map, check.
 */
@org.jspecify.annotations.NullMarked
module dev.ganz.disk {
    requires static transitive org.jspecify;
    requires dev.ganz.wire;
    requires dev.ganz.linux;
    requires com.github.luben.zstd_jni;
    requires java.xml;
    requires org.apache.commons.compress;
    requires org.tukaani.xz;

    exports dev.ganz.disk;
    exports dev.ganz.disk.job;
    exports dev.ganz.disk.nbd;
}
