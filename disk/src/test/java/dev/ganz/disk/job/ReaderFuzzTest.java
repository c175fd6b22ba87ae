package dev.ganz.disk.job;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ganz.disk.Extent;
import dev.ganz.disk.Format;
import dev.ganz.disk.Image;
import dev.ganz.disk.ImageException;
import dev.ganz.disk.Neighbours;
import dev.ganz.disk.Source;
import java.util.Optional;

/** Replays what fuzzing found; with {@code JAZZER_FUZZ=1} it looks for more. */
class ReaderFuzzTest {
    private static final int MOST_RUNS = 64;
    private static final int PIECE = 1 << 16;

    @FuzzTest(maxDuration = "60s")
    void qcow2(byte[] file) {
        read(file, Format.QCOW2);
    }

    @FuzzTest(maxDuration = "60s")
    void vdi(byte[] file) {
        read(file, Format.VDI);
    }

    @FuzzTest(maxDuration = "60s")
    void vmdk(byte[] file) {
        read(file, Format.VMDK);
    }

    @FuzzTest(maxDuration = "60s")
    void vhd(byte[] file) {
        read(file, Format.VPC);
    }

    @FuzzTest(maxDuration = "60s")
    void vhdx(byte[] file) {
        read(file, Format.VHDX);
    }

    @FuzzTest(maxDuration = "60s")
    void parallels(byte[] file) {
        read(file, Format.PARALLELS);
    }

    @FuzzTest(maxDuration = "60s")
    void bochs(byte[] file) {
        read(file, Format.BOCHS);
    }

    @FuzzTest(maxDuration = "60s")
    void cloop(byte[] file) {
        read(file, Format.CLOOP);
    }

    @FuzzTest(maxDuration = "60s")
    void dmg(byte[] file) {
        read(file, Format.DMG);
    }

    @FuzzTest(maxDuration = "60s")
    void qcow(byte[] file) {
        read(file, Format.QCOW);
    }

    @FuzzTest(maxDuration = "60s")
    void probe(byte[] file) {
        try {
            Probe.format(new MemorySource(file));
        } catch (ImageException _) {
            // declared
        }
    }

    /** Everything is read that can be, or refused by the declared error. */
    static void read(byte[] file, Format format) {
        try (Image image = OpenImage.read(
                new MemorySource(file), format, new SameFile(file), new Access(java.util.List.of(), true))) {
            byte[] piece = new byte[PIECE];
            long at = 0;
            for (int i = 0; i < MOST_RUNS && at < image.size(); i++) {
                Extent run = image.run(at);
                image.read(at, piece, 0, (int) Math.min(PIECE, run.length()));
                at = run.end();
            }
            image.check();
        } catch (ImageException _) {
            // declared
        }
    }

    /** Every name leads to the file itself. */
    private record SameFile(byte[] octets) implements Neighbours {
        @Override
        public Source file(String name) {
            return new MemorySource(octets);
        }

        @Override
        public Image image(String name, Optional<String> format) {
            throw new ImageException("there is no other image");
        }
    }
}
