package dev.ganz.disk.job;

import dev.ganz.disk.BackedImage;
import dev.ganz.disk.FileSource;
import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.Neighbours;
import dev.ganz.disk.OutputFile;
import dev.ganz.disk.Source;
import dev.ganz.disk.bochs.BochsImage;
import dev.ganz.disk.cloop.CloopImage;
import dev.ganz.disk.dmg.DmgImage;
import dev.ganz.disk.parallels.ParallelsImage;
import dev.ganz.disk.qcow.QcowImage;
import dev.ganz.disk.qcow2.Qcow2Image;
import dev.ganz.disk.raw.RawImage;
import dev.ganz.disk.vdi.VdiImage;
import dev.ganz.disk.vhd.VhdImage;
import dev.ganz.disk.vhdx.VhdxImage;
import dev.ganz.disk.vmdk.VmdkImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An image with all the files that belong to it.
 *
 * @param image with its backing files
 * @param layers the image in front without its backing file, then that without its own, and so on
 * @param files all that were opened, none of which may be written to
 */
public record OpenImage(Image image, List<Image> layers, List<Path> files) implements AutoCloseable {
    /**
     * Opens an image and whatever it needs.
     *
     * @param name for messages
     * @param format empty to tell it from the content
     * @throws ImageException if that cannot be
     */
    public static OpenImage open(Path file, String name, Optional<Format> format, Access access) {
        List<Image> layers = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        Image image = open(file, name, format, new Opened(access, layers, files), true);
        return new OpenImage(image, List.copyOf(layers), List.copyOf(files));
    }

    /** Opens the image without its backing file. */
    public static OpenImage openAlone(Path file, String name, Optional<Format> format, Access access) {
        List<Image> layers = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        Image image = open(file, name, format, new Opened(access, layers, files), false);
        return new OpenImage(image, List.copyOf(layers), List.copyOf(files));
    }

    /** What has been opened so far for one image. */
    record Opened(Access access, List<Image> layers, List<Path> files) {
        Opened behind() {
            return new Opened(access.behind(), layers, files);
        }
    }

    /** Opens an image that is finished and not committed, without its backing files. */
    public static OpenImage written(List<OutputFile> files, Format format) {
        OutputFile own = files.getLast();
        Source source = own.written();
        try {
            Image image = read(source, format, new Unnamed(files), Access.USUAL);
            return new OpenImage(image, List.of(image), List.of());
        } catch (RuntimeException failure) {
            source.close();
            throw failure;
        }
    }

    static Image open(Path file, String name, Optional<Format> format, Opened opened, boolean withBacking) {
        Source source = FileSource.open(file, name);
        Image alone;
        Folder folder = new Folder(file, name, opened);
        try {
            opened.files.add(file);
            alone = read(source, format.orElseGet(() -> Probe.format(source)), folder, opened.access);
        } catch (RuntimeException failure) {
            source.close();
            throw failure;
        }
        opened.layers.add(alone);
        try {
            return withBacking ? withBacking(alone, name, folder) : alone;
        } catch (RuntimeException failure) {
            alone.close();
            throw failure;
        }
    }

    static Image read(Source source, Format format, Neighbours neighbours, Access access) {
        if (access.snapshot().isPresent() && format != Format.QCOW2) {
            throw new ImageException(source.name() + ": images in " + format + " hold no snapshots; leave out -l");
        }
        return switch (format) {
            case RAW -> new RawImage(source);
            case QCOW2 -> Qcow2Image.open(source, neighbours, access.snapshot());
            case VDI -> new VdiImage(source);
            case VMDK -> VmdkImage.open(source, neighbours);
            case VPC -> new VhdImage(source, access.ignoreChecksum());
            case VHDX -> new VhdxImage(source);
            case PARALLELS -> new ParallelsImage(source);
            case BOCHS -> new BochsImage(source);
            case CLOOP -> new CloopImage(source);
            case DMG -> new DmgImage(source);
            case QCOW -> new QcowImage(source);
        };
    }

    private static Image withBacking(Image alone, String name, Neighbours folder) {
        Optional<String> backing = alone.info().backingFile();
        if (backing.isEmpty()) {
            return alone;
        }
        if (backing.get().isEmpty()) {
            throw new ImageException(name + ": expected the name of the parent of a differencing disk, found none");
        }
        Image back = folder.image(backing.get(), alone.info().backingFormat());
        try {
            requireParent(alone, back);
        } catch (ImageException refused) {
            back.close();
            throw refused;
        }
        return new BackedImage(alone, back);
    }

    private static void requireParent(Image alone, Image back) {
        switch (alone) {
            case VmdkImage vmdk -> vmdk.requireParent(back);
            case VhdImage vhd -> vhd.requireParent(back);
            default -> {
                // qcow2 says nothing about the content of its backing file.
            }
        }
    }

    @Override
    public void close() {
        image.close();
    }
}
