package dev.ganz.live.node;

import dev.ganz.linux.Descriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The processes in namespaces of a node, among those that this process sees. */
final class Occupants {
    private static final List<String> KINDS = List.of("net", "mnt");
    private static final Path PROCESSES = Path.of("/proc");
    private static final int MOST_ROUNDS = 2000;

    private Occupants() {}

    /** Kills all, and those that they start meanwhile, until there is none. */
    static void evict(List<Descriptor> namespaces) throws IOException {
        List<Path> names = new ArrayList<>();
        for (Descriptor each : namespaces) {
            names.add(Files.readSymbolicLink(Path.of("/proc/self/fd/" + each.number())));
        }
        List<ProcessHandle> found = in(names);
        for (int round = 0; !found.isEmpty(); round++) {
            if (round == MOST_ROUNDS) {
                throw new IOException("process " + found.getFirst().pid() + " of a crashed node does not end");
            }
            found.forEach(ProcessHandle::destroyForcibly);
            pause();
            found = in(names);
        }
    }

    private static List<ProcessHandle> in(List<Path> namespaces) throws IOException {
        try (Stream<Path> all = Files.list(PROCESSES)) {
            return all.filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process -> KINDS.stream().anyMatch(kind -> namespaces.contains(namespace(process, kind))))
                    .flatMap(process -> ProcessHandle.of(
                            Long.parseLong(process.getFileName().toString()))
                            .stream())
                    .toList();
        }
    }

    /** Of a process that has ended it has no name. */
    private static Path namespace(Path process, String kind) {
        try {
            return Files.readSymbolicLink(process.resolve("ns").resolve(kind));
        } catch (IOException gone) {
            return process;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(1);
        } catch (InterruptedException interrupted) {
            throw new IOException("interrupted", interrupted);
        }
    }
}
