package dev.ganz.disk.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.prop.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Disks of any content through every way of writing one, read back by us and by QEMU. */
class RoundTripTest {
    /** Disks in each form; every one of them also goes on into every other form. */
    private static final int TRIES = 6;

    private static final long LARGEST = 70L << 20;

    private static final long LARGEST_OF_PAIRS = 5L << 20;

    @TempDir
    Path scratch;

    /** A format with what is chosen of it, and the name that QEMU needs to read it. */
    enum Form {
        RAW(Format.RAW, false),
        QCOW2(Format.QCOW2, false),
        QCOW2_V2(Format.QCOW2, false, "compat=0.10"),
        QCOW2_SMALL(Format.QCOW2, false, "cluster_size=512"),
        QCOW2_LARGE(Format.QCOW2, false, "cluster_size=2M"),
        QCOW2_ZLIB(Format.QCOW2, true),
        QCOW2_ZSTD(Format.QCOW2, true, "compression_type=zstd,cluster_size=32k"),
        VDI(Format.VDI, false),
        VDI_STATIC(Format.VDI, false, "static=on"),
        VMDK(Format.VMDK, false),
        VMDK_FLAT(Format.VMDK, false, "subformat=monolithicFlat,adapter_type=lsilogic"),
        VMDK_VMFS(Format.VMDK, false, "subformat=vmfs"),
        VMDK_STREAM(Format.VMDK, true),
        VMDK_SPLIT(Format.VMDK, false, "subformat=twoGbMaxExtentSparse"),
        VMDK_SPLIT_FLAT(Format.VMDK, false, "subformat=twoGbMaxExtentFlat"),
        VHD(Format.VPC, false),
        VHD_FIXED(Format.VPC, false, "subformat=fixed"),
        VHDX(Format.VHDX, false),
        VHDX_FIXED(Format.VHDX, false, "subformat=fixed,block_size=1M");

        private final Format format;
        private final boolean compress;
        private final String options;

        Form(Format format, boolean compress) {
            this(format, compress, "");
        }

        Form(Format format, boolean compress, String options) {
            this.format = format;
            this.compress = compress;
            this.options = options;
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void everyFormHoldsEveryDisk(Form form) {
        Property.forAll(
                TRIES,
                Disks.contents(LARGEST),
                content -> inFolder(folder -> {
                    content.write(folder.resolve("content.img"));
                    Path written = convert(folder, "content.img", Format.RAW, form);
                    requireSame(folder, "content.img", Format.RAW, written, form.format);
                    try (OpenImage image = Disks.open(written, form.format)) {
                        image.image()
                                .check()
                                .ifPresent(
                                        report -> assertThat(report.problems()).isEmpty());
                        assertThat(OpenImage.open(written, "x", Optional.empty(), Access.USUAL)
                                        .image()
                                        .info()
                                        .format())
                                .isEqualTo(form.format);
                    }
                }));
    }

    @Test
    void everyFormTurnsIntoEveryOther() {
        Property.forAll(
                1,
                Disks.contents(LARGEST_OF_PAIRS),
                content -> inFolder(folder -> {
                    content.write(folder.resolve("content.img"));
                    for (Form from : Form.values()) {
                        Path first = convert(folder, "content.img", Format.RAW, from);
                        for (Form to : Form.values()) {
                            Path second = convert(folder, first.getFileName().toString(), from.format, to);
                            requireSame(folder, "content.img", Format.RAW, second, to.format);
                        }
                    }
                }));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void qemuReadsWhatIsWritten(Form form) {
        QemuImg.assumeInstalled();
        Property.forAll(
                TRIES,
                Disks.contents(LARGEST),
                content -> inFolder(folder -> {
                    content.write(folder.resolve("content.img"));
                    Path written = convert(folder, "content.img", Format.RAW, form);
                    String name = written.getFileName().toString();
                    String qemu = form.format.toString();

                    assertThat(QemuImg.run(folder, "compare", "-f", "raw", "-F", qemu, "content.img", name))
                            .isEqualTo("Images are identical.\n");
                    int status = QemuImg.call(folder, List.of("check", "-f", qemu, name))
                            .status();
                    assertThat(status).as("qemu-img check").isIn(0, 63);
                }));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void readsWhatQemuWrites(Form form) {
        QemuImg.assumeInstalled();
        Property.forAll(
                TRIES,
                Disks.contents(LARGEST),
                content -> inFolder(folder -> {
                    content.write(folder.resolve("content.img"));
                    List<String> command =
                            new ArrayList<>(List.of("convert", "-f", "raw", "-O", form.format.toString()));
                    if (form.format == Format.VPC) {
                        command.addAll(List.of("-o", "force_size=on"));
                    }
                    if (form.compress && form.format == Format.VMDK) {
                        command.addAll(List.of("-o", "subformat=streamOptimized"));
                    } else if (form.compress) {
                        command.add("-c");
                    }
                    if (form != Form.VMDK_VMFS && !form.options.isEmpty()) {
                        command.addAll(List.of("-o", form.options));
                    }
                    command.addAll(List.of("content.img", "qemu.img"));
                    QemuImg.run(folder, command.toArray(String[]::new));

                    requireSame(folder, "content.img", Format.RAW, folder.resolve("qemu.img"), form.format);
                    try (OpenImage image = Disks.open(folder.resolve("qemu.img"), form.format)) {
                        image.image()
                                .check()
                                .ifPresent(
                                        report -> assertThat(report.problems()).isEmpty());
                    }
                }));
    }

    @Test
    void tellsTheDigestOfTheContentOnTheWay() {
        Property.forAll(
                TRIES,
                Disks.contents(LARGEST),
                content -> inFolder(folder -> {
                    content.write(folder.resolve("content.img"));
                    try (OpenImage image = Disks.open(folder.resolve("content.img"), Format.RAW)) {
                        assertThat(digest(folder, image.image(), ContentDigest.Kind.SPARSE64K))
                                .isEqualTo(Disks.sparse64k(image.image()));
                        assertThat(digest(folder, image.image(), ContentDigest.Kind.SHA256))
                                .isEqualTo(Disks.sha256(image.image()));
                    }
                }));
    }

    private static String digest(Path folder, Image image, ContentDigest.Kind kind) {
        ContentDigest digest = new ContentDigest(kind);
        Conversion.convert(
                image,
                Format.VDI,
                Disks.target(folder.resolve("digested.vdi"), image.size(), false),
                new Copying(Copying.SPARSE, false, Optional.of(digest), Optional.empty(), Progress.NONE));
        return digest.text();
    }

    @ParameterizedTest
    @CsvSource({"PARALLELS, ''", "QCOW, ''", "QCOW, -c"})
    void readsWhatOnlyQemuWrites(Format format, String compress) {
        QemuImg.assumeInstalled();
        Property.forAll(
                TRIES,
                Disks.contents(LARGEST),
                content -> inFolder(folder -> {
                    content.write(folder.resolve("content.img"));
                    List<String> command = new ArrayList<>(List.of("convert", "-f", "raw", "-O", format.toString()));
                    command.addAll(compress.isEmpty() ? List.of() : List.of(compress));
                    command.addAll(List.of("content.img", "qemu.img"));
                    // qemu-img 7.2 writes all of a compressed qcow, and ends with status 1 all the same.
                    QemuImg.call(folder, command);
                    QemuImg.run(folder, "compare", "-f", "raw", "-F", format.toString(), "content.img", "qemu.img");

                    requireSame(folder, "content.img", Format.RAW, folder.resolve("qemu.img"), format);
                }));
    }

    private static Path convert(Path folder, String source, Format format, Form form) {
        Path target = folder.resolve("as-" + form + ".img");
        try (OpenImage image = Disks.open(folder.resolve(source), format)) {
            Conversion.convert(
                    image.image(),
                    form.format,
                    Disks.target(target, image.image().size(), form.compress, form.options),
                    Copying.USUAL);
        }
        return target;
    }

    private static void requireSame(Path folder, String one, Format format, Path other, Format itsFormat) {
        try (OpenImage first = Disks.open(folder.resolve(one), format);
                OpenImage second = Disks.open(other, itsFormat)) {
            Image image = second.image();
            assertThat(image.size()).isEqualTo(first.image().size());
            assertThat(Comparison.firstDifference(first.image(), image, Progress.NONE))
                    .isEqualTo(OptionalLong.empty());
        }
    }

    @FunctionalInterface
    private interface Work {
        void in(Path folder) throws IOException;
    }

    /** In a folder of its own, which is gone afterwards. */
    private void inFolder(Work work) throws IOException {
        Path folder = Files.createTempDirectory(scratch, "disk");
        try {
            work.in(folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
