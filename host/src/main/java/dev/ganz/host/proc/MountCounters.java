package dev.ganz.host.proc;

import dev.ganz.host.RemoteMount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An NFS mount of /proc/self/mountstats, as nfsiostat(8) reads it: the operations that move data or names, summed.
 *
 * @param roundTripMillis summed over operations
 * @param executionMillis summed over operations
 */
record MountCounters(String path, String source, long operations, long roundTripMillis, long executionMillis) {

    /** {@code device server:/export mounted on /mnt with fstype nfs4 statvers=1.1}, then {@code READ: ops … rtt exe}. */
    static Map<String, MountCounters> parse(List<String> lines) {
        Map<String, MountCounters> mounts = new LinkedHashMap<>();
        String path = "";
        String source = "";
        boolean operations = false;
        for (String line : lines) {
            Words words = Words.of(line);
            if (words.word(0).equals("device") && words.word(2).equals("mounted")) {
                boolean nfs = words.word(7).startsWith("nfs") && !words.word(7).equals("nfsd");
                path = nfs ? words.word(4) : "";
                source = words.word(1);
                operations = false;
            } else if (line.strip().equals("per-op statistics")) {
                operations = !path.isEmpty();
            } else if (operations && words.word(0).endsWith(":") && words.count() >= 9) {
                mounts.merge(
                        path,
                        new MountCounters(path, source, words.number(1), words.number(7), words.number(8)),
                        MountCounters::plus);
            }
        }
        return mounts;
    }

    private MountCounters plus(MountCounters more) {
        return new MountCounters(
                path,
                source,
                operations + more.operations,
                roundTripMillis + more.roundTripMillis,
                executionMillis + more.executionMillis);
    }

    Optional<RemoteMount> since(MountCounters before, double seconds) {
        long count = operations - before.operations;
        if (count < 0 || !source.equals(before.source)) {
            return Optional.empty();
        }
        return Optional.of(new RemoteMount(
                path,
                source,
                count / seconds,
                count == 0 ? 0 : Math.max(0, roundTripMillis - before.roundTripMillis) / 1e3 / count,
                count == 0 ? 0 : Math.max(0, executionMillis - before.executionMillis) / 1e3 / count));
    }
}
