package dev.ganz.disk.job;

import dev.ganz.disk.Format;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.Source;
import dev.ganz.disk.bochs.BochsImage;
import dev.ganz.disk.cloop.CloopImage;
import dev.ganz.disk.dmg.DmgImage;
import dev.ganz.disk.parallels.ParallelsImage;
import dev.ganz.disk.qcow.QcowImage;
import dev.ganz.disk.qcow2.Qcow2Image;
import dev.ganz.disk.vdi.VdiImage;
import dev.ganz.disk.vhd.VhdImage;
import dev.ganz.disk.vhdx.VhdxImage;
import dev.ganz.disk.vmdk.VmdkImage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Tells the format from the content. A guest writes what it wants into a raw disk, also what looks like another format, so raw is what is
 * left only when the first octets look like no format at all, of those that are known.
 */
final class Probe {
    private static final int LONGEST = 512;

    /** The begin of something that is no raw disk and that is not read either. */
    private record Foreign(String begin, String name) {}

    private static final List<Foreign> FOREIGN = List.of(
            new Foreign("LUKS\u00ba\u00be", "an encrypted LUKS container"),
            new Foreign("QED\0", "a QED image"),
            new Foreign("\u00be\u00ba\u00fe\u00ca\0\0\0\0", "a seSparse extent"),
            new Foreign("encrcdsa", "an encrypted DMG"),
            new Foreign("sprs", "a sparse image of macOS"),
            new Foreign("<?xml version='1.0' encoding='UTF-8'?>\n<Parallels_disk_image", "a bundle of Parallels"));

    private Probe() {}

    static Format format(Source file) {
        if (Qcow2Image.recognises(file)) {
            return Format.QCOW2;
        }
        if (VdiImage.recognises(file)) {
            return Format.VDI;
        }
        if (VhdxImage.recognises(file)) {
            return Format.VHDX;
        }
        if (VmdkImage.recognises(file)) {
            return Format.VMDK;
        }
        if (ParallelsImage.recognises(file)) {
            return Format.PARALLELS;
        }
        if (BochsImage.recognises(file)) {
            return Format.BOCHS;
        }
        if (CloopImage.recognises(file)) {
            return Format.CLOOP;
        }
        if (QcowImage.recognises(file)) {
            return Format.QCOW;
        }
        if (DmgImage.recognises(file)) {
            return Format.DMG;
        }
        if (VhdImage.recognises(file)) {
            return Format.VPC;
        }
        refuseForeign(file);
        return Format.RAW;
    }

    private static void refuseForeign(Source file) {
        byte[] begin = new byte[(int) Math.min(LONGEST, file.size())];
        file.read(0, begin, 0, begin.length);
        String text = new String(begin, StandardCharsets.ISO_8859_1);
        for (Foreign foreign : FOREIGN) {
            if (text.startsWith(foreign.begin)) {
                throw new ImageException(file.name() + ": expected a disk image, found " + foreign.name
                        + ", which is not read; -f raw takes its octets as the disk");
            }
        }
    }
}
