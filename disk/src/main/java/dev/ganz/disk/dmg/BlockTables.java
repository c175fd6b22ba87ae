package dev.ganz.disk.dmg;

import dev.ganz.disk.ImageException;
import dev.ganz.disk.Source;
import dev.ganz.disk.Xml;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The block tables of a DMG, from the property list that holds them: {@code resource-fork}, {@code blkx}, an array with {@code Data} each,
 * big-endian.
 *
 * <pre>
 *   0  4  "mish"
 *   4  4  version 1
 *   8  8  first sector of the disk
 *  16  8  sectors
 *  24  8  where the data begin
 *  64  4  checksum of the disk's octets: type, 2 for CRC-32; u32 its bits; the checksum
 * 200  4  runs, of 40 octets each:
 *          0  4  type: 0 zero, 1 raw, 2 ignored, 0x80000004 ADC, 5 zlib, 6 bzip2, 7 LZFSE, 8 xz, 0x7FFFFFFE comment, 0xFFFFFFFF end
 *          8  8  first sector, from that of the table on
 *         16  8  sectors
 *         24  8  offset of the octets
 *         32  8  how many
 * </pre>
 */
final class BlockTables {
    private static final int MAGIC = 0x6d697368;
    private static final int HEADER = 204;
    private static final int RUN = 40;
    private static final int COMMENT = 0x7fff_fffe;
    private static final int END = -1;

    private BlockTables() {}

    /** A table, with its runs in ascending order. */
    record Table(long sectors, int checksumType, int checksum, List<Run> runs) {}

    /** A range of the disk that is stored in one way; all in octets. */
    record Run(Coding coding, long start, long length, long position, long stored) {
        long end() {
            return start + length;
        }
    }

    /** How the octets of a run are stored. */
    enum Coding {
        ZERO(0),
        RAW(1),
        IGNORED(2),
        ADC(0x8000_0004),
        ZLIB(0x8000_0005),
        BZIP2(0x8000_0006),
        LZFSE(0x8000_0007),
        XZ(0x8000_0008);

        private final int number;

        Coding(int number) {
            this.number = number;
        }

        boolean isStored() {
            return this != ZERO && this != IGNORED;
        }

        private static Coding of(int number, Source file) {
            for (Coding coding : values()) {
                if (coding.number == number) {
                    return coding;
                }
            }
            throw new ImageException(
                    file.name() + ": expected runs that are coded as 0 to 2 or 80000004 to 80000008, found "
                            + Integer.toHexString(number));
        }
    }

    static List<Table> read(Source file, Trailer trailer) {
        byte[] list = new byte[trailer.listLength()];
        file.read(trailer.listOffset(), list, 0, list.length);
        List<Table> tables = new ArrayList<>();
        for (Xml dict : Xml.parse(file.name(), list).children("dict")) {
            value(dict, "resource-fork")
                    .flatMap(fork -> value(fork, "blkx"))
                    .ifPresent(array -> array.children("dict")
                            .forEach(entry -> tables.add(table(file, trailer, data(file, entry)))));
        }
        if (tables.isEmpty()) {
            throw ImageException.at(
                    file, trailer.listOffset(), "expected block tables in the property list, found none");
        }
        return tables;
    }

    /** The element behind the key of a name. */
    private static Optional<Xml> value(Xml dict, String name) {
        List<Xml> children = dict.children();
        for (int i = 0; i < children.size() - 1; i++) {
            if (children.get(i).name().equals("key") && children.get(i).text().equals(name)) {
                return Optional.of(children.get(i + 1));
            }
        }
        return Optional.empty();
    }

    private static ByteBuffer data(Source file, Xml entry) {
        try {
            byte[] octets = Base64.getMimeDecoder()
                    .decode(value(entry, "Data").map(Xml::text).orElse(""));
            if (octets.length >= HEADER) {
                return ByteBuffer.wrap(octets);
            }
        } catch (IllegalArgumentException noBase64) {
            // said below
        }
        throw new ImageException(file.name() + ": expected a block table of 204 octets in base64, found none");
    }

    private static Table table(Source file, Trailer trailer, ByteBuffer table) {
        if (table.getInt(0) != MAGIC) {
            throw new ImageException(file.name() + ": expected a block table that begins with mish, found another");
        }
        long first = table.getLong(8);
        int count = table.getInt(200);
        if (count < 0 || count > (table.limit() - HEADER) / RUN || first < 0 || first >= 1L << 51) {
            throw new ImageException(file.name() + ": expected a block table of at most "
                    + (table.limit() - HEADER) / RUN + " runs, found " + count);
        }
        List<Run> runs = new ArrayList<>();
        for (int at = HEADER; at < HEADER + count * RUN; at += RUN) {
            int type = table.getInt(at);
            if (type != COMMENT && type != END && table.getLong(at + 16) != 0) {
                runs.add(run(file, trailer, first, table.slice(at, RUN)));
            }
        }
        runs.sort(Comparator.comparingLong(Run::start));
        return new Table(table.getLong(16), table.getInt(64), table.getInt(72), runs);
    }

    private static Run run(Source file, Trailer trailer, long first, ByteBuffer run) {
        Coding coding = Coding.of(run.getInt(0), file);
        long sector = run.getLong(8);
        long sectors = run.getLong(16);
        long position = trailer.dataOffset() + run.getLong(24);
        long stored = run.getLong(32);
        boolean isPlace = sector >= 0 && sector < 1L << 51 && sectors > 0 && sectors < 1L << 51;
        boolean isStored = !coding.isStored() || stored >= 0 && position >= 0 && position <= file.size() - stored;
        if (!isPlace || !isStored || coding == Coding.RAW && stored < sectors * 512) {
            throw new ImageException(file.name() + ": expected a run of the disk within the file, found " + sectors
                    + " sectors from sector " + sector + " on in " + stored + " octets at " + position);
        }
        return new Run(coding, (first + sector) * 512, sectors * 512, position, stored);
    }
}
