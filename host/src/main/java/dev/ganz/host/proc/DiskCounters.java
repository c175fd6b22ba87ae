package dev.ganz.host.proc;

import dev.ganz.host.DiskLoad;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line of /proc/diskstats, Documentation/admin-guide/iostats.rst: 11 statistics, 15 with discards (Linux 4.18), 17 with flushes (5.5),
 * perhaps more one day. Partitions before 2.6.25 have four, which are not these, and are left out.
 *
 * @param number major and minor: {@code 8:0}
 * @param readSectors of 512 octets, whatever the device's own are
 * @param readMillis summed over requests, modulo 2^32
 * @param busyMillis modulo 2^32
 * @param queueMillis time in the queue summed over requests, modulo 2^32
 */
record DiskCounters(
        String name,
        String number,
        long reads,
        long readSectors,
        long readMillis,
        long writes,
        long writtenSectors,
        long writeMillis,
        long busyMillis,
        long queueMillis) {
    private static final int LEAST_WORDS = 14;
    private static final int SECTOR = 512;
    private static final long WRAP = 1L << 32;

    static Map<String, DiskCounters> parse(List<String> diskstats) {
        Map<String, DiskCounters> disks = new LinkedHashMap<>();
        for (String line : diskstats) {
            Words words = Words.of(line);
            if (words.count() >= LEAST_WORDS) {
                disks.put(
                        words.word(2),
                        new DiskCounters(
                                words.word(2),
                                words.word(0) + ":" + words.word(1),
                                words.number(3),
                                words.number(5),
                                words.number(6),
                                words.number(7),
                                words.number(9),
                                words.number(10),
                                words.number(12),
                                words.number(13)));
            }
        }
        return disks;
    }

    boolean isUsed() {
        return reads != 0 || writes != 0;
    }

    /**
     * What happened since an earlier look; empty if it was another device then, or its counters began anew.
     *
     * @param seconds more than 0
     */
    Optional<DiskLoad> since(DiskCounters before, double seconds) {
        boolean sameDevice = number.equals(before.number)
                && reads >= before.reads
                && writes >= before.writes
                && readSectors >= before.readSectors
                && writtenSectors >= before.writtenSectors;
        if (!sameDevice) {
            return Optional.empty();
        }
        long readCount = reads - before.reads;
        long writeCount = writes - before.writes;
        return Optional.of(new DiskLoad(
                name,
                readCount / seconds,
                writeCount / seconds,
                (readSectors - before.readSectors) * (double) SECTOR / seconds,
                (writtenSectors - before.writtenSectors) * (double) SECTOR / seconds,
                readCount == 0 ? 0 : millis(before.readMillis, readMillis) / 1e3 / readCount,
                writeCount == 0 ? 0 : millis(before.writeMillis, writeMillis) / 1e3 / writeCount,
                millis(before.queueMillis, queueMillis) / 1e3 / seconds,
                Math.min(1, millis(before.busyMillis, busyMillis) / 1e3 / seconds)));
    }

    /** Counters of 32 bits wrap; those that went backwards otherwise say nothing. */
    private static double millis(long before, long now) {
        if (now >= before) {
            return now - before;
        }
        boolean wrapped = before < WRAP && before - now > WRAP / 2;
        return wrapped ? now + WRAP - before : 0;
    }
}
