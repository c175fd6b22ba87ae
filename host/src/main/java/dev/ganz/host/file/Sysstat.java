package dev.ganz.host.file;

import dev.ganz.host.CpuTime;
import dev.ganz.host.DiskLoad;

/** What sysstat's rows say, in text or JSON, whichever unit its options chose: {@code rkB/s}, {@code rMB/s}, {@code rsec/s}. */
final class Sysstat {
    private static final int SECTOR = 512;

    private Sysstat() {}

    static CpuTime cpu(Row row, String name) {
        return new CpuTime(
                name,
                row.number("%user", "user", "%usr", "usr") / 100,
                row.number("%nice", "nice") / 100,
                row.number("%system", "system", "%sys", "sys") / 100,
                row.number("%idle", "idle") / 100,
                row.number("%iowait", "iowait") / 100,
                (row.number("%irq", "irq") + row.number("%soft", "soft")) / 100,
                row.number("%steal", "steal") / 100);
    }

    /** A row of {@code iostat -x}. */
    static DiskLoad extended(Row row, String name) {
        double both = row.number("await") / 1e3; // versions before 9.1.2 do not part reads from writes
        return new DiskLoad(
                name,
                row.number("r/s"),
                row.number("w/s"),
                octets(row, "r"),
                octets(row, "w"),
                row.has("r_await") ? row.number("r_await") / 1e3 : both,
                row.has("w_await") ? row.number("w_await") / 1e3 : both,
                row.number("aqu-sz", "avgqu-sz"),
                row.number("%util", "util") / 100);
    }

    /** A row of {@code sar -d}, which does not part reads from writes: parted here by what they moved. */
    static DiskLoad summed(Row row, String name) {
        double read = Math.max(octets(row, "r"), row.number("rd_sec", "rd_sec/s") * SECTOR);
        double written = Math.max(octets(row, "w"), row.number("wr_sec", "wr_sec/s") * SECTOR);
        double reads = read + written == 0 ? 0 : read / (read + written);
        double requests = row.number("tps");
        double await = row.number("await") / 1e3;
        return new DiskLoad(
                name,
                requests * reads,
                requests * (1 - reads),
                read,
                written,
                await,
                await,
                row.number("aqu-sz", "avgqu-sz"),
                row.number("%util", "util-percent", "util") / 100);
    }

    /** @param direction {@code r} or {@code w} */
    private static double octets(Row row, String direction) {
        return row.number(direction + "kB/s", direction + "kB") * 1024
                + row.number(direction + "MB/s") * (1 << 20)
                + row.number(direction + "sec/s") * SECTOR;
    }
}
