package dev.ganz.disk.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.disk.Format;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.job.SampleImages.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What readers make of other people's images. */
class SamplesTest {
    /** Those whose digest in the list is of a reading that is wrong: qemu-img takes a differencing VHD for a whole one. */
    private static final Set<String> READ_WRONGLY = Set.of("dfvfs/fat-differential.vhd");

    /** Formats that are refused by name. */
    private static final Map<String, String> FOREIGN = Map.of(
            "parallels-hdd-descriptor", "a bundle of Parallels",
            "sparseimage", "a sparse image of macOS");

    @TempDir
    Path scratch;

    static Stream<Sample> readable() throws IOException {
        return SampleImages.all().stream()
                .filter(sample -> !sample.sparse64k().equals("-") && !READ_WRONGLY.contains(sample.file()))
                .filter(sample -> !FOREIGN.containsKey(sample.format()));
    }

    static Stream<Sample> foreign() throws IOException {
        return SampleImages.all().stream().filter(sample -> FOREIGN.containsKey(sample.format()));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void givesTheGuestsOctets(Sample sample) throws IOException {
        try (OpenImage image = open(sample.file(), Access.USUAL)) {
            assertThat(Disks.sparse64k(image.image())).isEqualTo(sample.sparse64k());
            if (!sample.sha256().equals("-")) {
                assertThat(Disks.sha256(image.image())).isEqualTo(sample.sha256());
            }
        }
    }

    /** The list has no digests of these: qemu-img of Debian cannot read them, and 7-Zip finds the same file system in all. */
    @ParameterizedTest
    @ValueSource(strings = {"adc", "bzip2", "lzfse", "lzma"})
    void givesTheSameDiskHoweverItIsCompressed(String coding) throws IOException {
        try (OpenImage image = open("dmg-forensic/hfsplus_" + coding + ".dmg", Access.USUAL);
                OpenImage plain = open("dmg-forensic/hfsplus_udro.dmg", Access.USUAL)) {
            assertThat(Disks.sha256(image.image())).isEqualTo(Disks.sha256(plain.image()));
            image.image()
                    .check()
                    .ifPresent(report -> assertThat(report.problems()).isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("readable")
    void tellsTheFormatFromTheContent(Sample sample) throws IOException {
        Format expected = Format.named(sample.format().replaceFirst("-.*", "")).orElseThrow();

        try (OpenImage image = open(sample.file(), Access.USUAL)) {
            assertThat(image.image().info().format()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("readable")
    void findsNothingWrong(Sample sample) throws IOException {
        try (OpenImage image = open(sample.file(), Access.USUAL)) {
            image.layers().getFirst().check().ifPresent(report -> {
                assertThat(report.problems()).isEmpty();
                assertThat(report.corruptions() + report.leaks()).isZero();
            });
        }
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void refusesByNameWhatItDoesNotRead(Sample sample) {
        assertThatThrownBy(() -> open(sample.file(), Access.USUAL))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining(FOREIGN.get(sample.format()));
    }

    @Test
    void namesTheMissingExtentOrParent() {
        for (Map.Entry<String, String> each : Map.of(
                        "vmdk-rs/monolithicFlat.vmdk", "monolithicFlat-flat.vmdk",
                        "vmdk-rs/twoGbMaxExtentFlat.vmdk", "twoGbMaxExtentFlat-f001.vmdk",
                        "vmdk-rs/vmfs_thick-000001.vmdk", "vmfs_thick-000001-delta.vmdk",
                        "dfvfs/fat-differential.vhd", "fat-parent.vhd")
                .entrySet()) {
            assertThatThrownBy(() -> open(each.getKey(), Access.USUAL))
                    .as(each.getKey())
                    .isInstanceOf(ImageException.class)
                    .hasMessageContaining("\"" + each.getValue() + "\"")
                    .hasMessageContaining("no such file");
        }
    }

    @Test
    void refusesAWrongChecksumUnlessItIsToIgnoreIt() throws IOException {
        assertThatThrownBy(() -> open("dfvfs/image.vhd", Access.USUAL))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("expected the checksum")
                .hasMessageContaining("--ignore-checksum");

        try (OpenImage image = open("dfvfs/image.vhd", new Access(List.of(), true))) {
            assertThat(image.image().size()).isPositive();
        }
    }

    @Test
    void followsADifferencingDiskToItsParent() throws IOException {
        try (OpenImage image = open("dfvfs/image-differential.vhd", new Access(List.of(), true));
                OpenImage parent = open("dfvfs/image.vhd", new Access(List.of(), true))) {
            assertThat(image.layers()).hasSize(2);
            assertThat(image.image().size()).isEqualTo(parent.image().size());
            assertThat(image.image().run(0).depth()).isBetween(0, 1);
        }
    }

    @Test
    void refusesWhatMakesOthersCrash() {
        assertThatThrownBy(() -> open("qemu/afl5.img.bz2", Access.USUAL)).isInstanceOf(ImageException.class);
    }

    private OpenImage open(String sample, Access access) throws IOException {
        return OpenImage.open(SampleImages.file(sample, scratch), sample, Optional.empty(), access);
    }
}
