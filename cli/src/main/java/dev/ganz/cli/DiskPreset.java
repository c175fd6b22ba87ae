package dev.ganz.cli;

import dev.ganz.disk.Format;
import dev.ganz.lab.NearestWord;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What a hypervisor or a cloud wants of a disk. */
enum DiskPreset {
    ESXI(Format.VMDK, ".vmdk", 512, false, "subformat=vmfs,adapter_type=lsilogic"),
    VIRTUALBOX(Format.VDI, ".vdi", 512, false, ""),
    HYPER_V(Format.VHDX, ".vhdx", 512, false, "subformat=dynamic"),
    /** Fixed, in whole mebibytes: Azure refuses others. */
    AZURE(Format.VPC, ".vhd", 1 << 20, false, "subformat=fixed"),
    AWS(Format.VMDK, ".vmdk", 512, true, "subformat=streamOptimized"),
    /** In whole gibibytes. */
    GCP(Format.RAW, ".raw", 1 << 30, false, ""),
    XEN(Format.VPC, ".vhd", 512, false, "subformat=dynamic"),
    PROXMOX(Format.QCOW2, ".qcow2", 512, false, "");

    private final Format format;
    private final String ending;
    private final int unit;
    private final boolean compress;
    private final String options;

    DiskPreset(Format format, String ending, int unit, boolean compress, String options) {
        this.format = format;
        this.ending = ending;
        this.unit = unit;
        this.compress = compress;
        this.options = options;
    }

    Format format() {
        return format;
    }

    /** Reads a name of the command line. */
    static final class Converter implements ITypeConverter<DiskPreset> {
        @Override
        public DiskPreset convert(String text) {
            List<String> names = Stream.of(values()).map(DiskPreset::toString).toList();
            return Stream.of(values())
                    .filter(each -> each.toString().equals(text.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("expected one of " + String.join(", ", names)
                            + ", found \"" + text + "\"" + NearestWord.hint(text, names)));
        }
    }

    /** What the size of the disk must be a multiple of. */
    int unit() {
        return unit;
    }

    boolean compresses() {
        return compress;
    }

    List<String> options() {
        return options.isEmpty() ? List.of() : List.of(options);
    }

    /** The name of an image that is made from another. */
    String name(String source) {
        int dot = source.lastIndexOf('.');
        return (dot > 0 ? source.substring(0, dot) : source) + ending;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
