package dev.ganz.live;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Node;
import dev.ganz.lab.Workload;
import dev.ganz.linux.ChildProcess;
import dev.ganz.linux.Descriptor;
import dev.ganz.linux.Program;
import dev.ganz.live.node.Fabric;
import dev.ganz.live.node.Room;
import dev.ganz.live.scenario.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The commands of nodes: {@code exec} one after another, then {@code run} side by side, then {@code ready} until it succeeds. Nodes
 * go at the same time, save that one waits for those that it depends on. What commands print is appended to a file for each node.
 */
final class Workloads implements Programs {
    /** How long a node may take to become ready, and how often it is asked, milliseconds. */
    private static final long PATIENCE = 60_000;

    private static final long PAUSE = 50;
    /** What a shell says of a command that it does not find. */
    private static final int NOT_FOUND = 127;

    private static final String RUNNING = "running";
    /** Before a command is started again: doubled each time, milliseconds. */
    private static final long RESTART_PAUSE = 50;

    private static final long LONGEST_RESTART_PAUSE = 5_000;

    private final Lab lab;
    private final Fabric fabric;
    private final Path logs;
    private final Map<String, String> environment;
    private final Map<String, CompletableFuture<Void>> ready = new HashMap<>();
    /** By node: each command that is kept running, and how it is. */
    private final Map<String, Map<String, String>> running = new ConcurrentHashMap<>();

    /** @param logs a directory for the files of what commands print */
    Workloads(Lab lab, Fabric fabric, Path logs, Map<String, String> environment) {
        this.lab = lab;
        this.fabric = fabric;
        this.logs = logs;
        this.environment = environment;
        lab.nodes().forEach(node -> ready.put(node.name(), new CompletableFuture<>()));
    }

    /**
     * Starts all and waits until all nodes are ready.
     *
     * @throws InvalidInput if a command fails or a node does not become ready
     */
    void start() {
        for (int i = 0; i < lab.nodes().size(); i++) {
            start(i, future(lab.nodes().get(i).name()));
        }
        try {
            ready.values().forEach(CompletableFuture::join);
        } catch (CompletionException failure) {
            throw new InvalidInput(String.valueOf(reason(failure).getMessage()), failure);
        }
    }

    private void start(int number, CompletableFuture<Void> done) {
        Node node = lab.nodes().get(number);
        Room room = fabric.room(number);
        Workload workload = workload(node);
        if (!workload.hasCommands() && workload.ready().isEmpty()) {
            done.complete(null);
        } else {
            Thread.ofPlatform().daemon().name("node " + node.name()).start(() -> start(node, workload, room, done));
        }
    }

    private static Workload workload(Node node) {
        return switch (node.kind()) {
            case FRR -> Frr.workload(node);
            case BIRD -> Bird.workload(node);
            case HOST, ROUTER, SWITCH, PROGRAM, LINUX, VM, EXTERNAL -> node.workload();
        };
    }

    @Override
    public void crashed(int node) {
        // its programs are killed with all others there
    }

    /** Runs the commands of a node anew; nobody waits for them, but it shows what goes wrong. */
    @Override
    public void restarted(int node) {
        String name = lab.nodes().get(node).name();
        running.remove(name);
        CompletableFuture<Void> done = new CompletableFuture<>();
        var _ = done.whenComplete((_, failure) -> {
            if (failure != null) {
                set(
                        running.computeIfAbsent(name, _ -> new TreeMap<>()),
                        "restart",
                        String.valueOf(failure.getMessage()));
            }
        });
        start(node, done);
    }

    /** How the commands of a node are that are kept running: {@code running}, or {@code exited} and the status. */
    List<String> states(String node) {
        Map<String, String> commands = running.getOrDefault(node, Map.of());
        synchronized (commands) {
            return commands.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + entry.getValue())
                    .toList();
        }
    }

    private CompletableFuture<Void> future(String node) {
        return ready.getOrDefault(node, CompletableFuture.completedFuture(null));
    }

    private void start(Node node, Workload workload, Room room, CompletableFuture<Void> done) {
        try (Descriptor log = Descriptor.append(log(node).toString())) {
            workload.depends().forEach(other -> future(other).join());
            room.enter();
            for (String command : workload.exec()) {
                int status = program(node, command, log).await();
                if (status != 0) {
                    throw new InvalidInput("node " + node.name() + ": exec \"" + command + "\" ended with status "
                            + status + lastWords(log));
                }
            }
            for (String command : workload.run()) {
                keep(node, workload, command, room, log.duplicate());
            }
            if (workload.ready().isPresent()) {
                await(node, workload.ready().get(), log);
            }
            done.complete(null);
        } catch (CompletionException ofAnother) {
            done.completeExceptionally(reason(ofAnother));
        } catch (IOException | RuntimeException | InterruptedException failure) {
            done.completeExceptionally(failure);
        }
    }

    private static Throwable reason(CompletionException failure) {
        return failure.getCause() == null ? failure : failure.getCause();
    }

    /**
     * Runs a command on a thread of its own, which says when it has ended, and starts it again if it should be.
     *
     * @param log closed in the end; opened by somebody outside of the node, where its directory may be hidden
     */
    private void keep(Node node, Workload workload, String command, Room room, Descriptor log) {
        Map<String, String> commands = running.computeIfAbsent(node.name(), _ -> new TreeMap<>());
        set(commands, command, RUNNING);
        Thread.ofPlatform().daemon().name("run " + node.name()).start(() -> {
            try (log) {
                room.enter();
                int status = program(node, command, log).await();
                for (int restarts = 1; isRestarted(workload, status) && room.isOpen(); restarts++) {
                    set(commands, command, "exited " + status + ", starting again");
                    Thread.sleep(Math.min(RESTART_PAUSE << Math.min(restarts, 8), LONGEST_RESTART_PAUSE));
                    set(
                            commands,
                            command,
                            RUNNING + " (started again " + restarts + (restarts == 1 ? " time)" : " times)"));
                    status = program(node, command, log).await();
                }
                set(commands, command, "exited " + status);
            } catch (IOException | InterruptedException failure) {
                set(commands, command, String.valueOf(failure.getMessage()));
            }
        });
    }

    private static boolean isRestarted(Workload workload, int status) {
        return switch (workload.restart()) {
            case NO -> false;
            case ON_FAILURE -> status != 0;
            case ALWAYS -> true;
        };
    }

    private static void set(Map<String, String> commands, String command, String state) {
        synchronized (commands) {
            commands.put(command, state);
        }
    }

    private void await(Node node, String probe, Descriptor log) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE * 1_000_000;
        try (Descriptor nowhere = Descriptor.openBoth("/dev/null")) {
            int status = program(node, probe, nowhere).await();
            while (status != 0) {
                if (status == NOT_FOUND) {
                    throw new InvalidInput(
                            "node " + node.name() + ": expected a command for ready that is there, found \"" + probe
                                    + "\"; install its program or name another");
                }
                List<String> ended = states(node.name()).stream()
                        .filter(state -> !state.contains(": " + RUNNING))
                        .toList();
                if (!ended.isEmpty() || System.nanoTime() > end) {
                    throw new InvalidInput("node " + node.name() + " did not become ready by \"" + probe + "\""
                            + (ended.isEmpty() ? " within 60 s" : ": " + ended.getFirst()) + lastWords(log));
                }
                Thread.sleep(PAUSE);
                status = program(node, probe, nowhere).await();
            }
        }
    }

    private ChildProcess program(Node node, String command, Descriptor output) throws IOException {
        Map<String, String> variables = new TreeMap<>(environment);
        variables.putAll(node.workload().environment());
        List<String> assignments = new ArrayList<>();
        variables.forEach((name, value) -> assignments.add(name + "=" + value));
        try (Descriptor empty = Descriptor.open("/dev/null")) {
            return ChildProcess.start(new Program(
                    "/bin/sh",
                    List.of("sh", "-c", command),
                    assignments,
                    "/",
                    List.of(empty, output, output),
                    Optional.empty()));
        }
    }

    private Path log(Node node) {
        return logs.resolve(fileName(node.name()));
    }

    /** The name of a node's file. */
    static String fileName(String node) {
        return node.replaceAll("[^\\w.-]", "_") + ".log";
    }

    /** What a node printed last, for a message. The calling thread may be inside the node, where the file has no name. */
    private static String lastWords(Descriptor log) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/self/fd/" + log.number()));
            return lines.isEmpty() ? "" : "; its last words were: " + lines.getLast();
        } catch (IOException unreadable) {
            return "";
        }
    }
}
