package dev.ganz.live.node;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The rooms of a lab's nodes, by their positions in the lab. A node without power has none. Any thread may ask. */
final class Rooms {
    private final Lab lab;
    private final List<Optional<Room>> rooms = new ArrayList<>();

    Rooms(Lab lab) {
        this.lab = lab;
        lab.nodes().forEach(_ -> rooms.add(Optional.empty()));
    }

    /** What is done inside a node. */
    interface Work {
        void run() throws IOException;
    }

    synchronized void put(int node, Optional<Room> room) {
        rooms.set(node, room);
    }

    synchronized boolean hasPower(int node) {
        return rooms.get(node).isPresent();
    }

    /** @throws InvalidInput if the node has no power */
    synchronized Room of(int node) {
        return rooms.get(node)
                .orElseThrow(() -> new InvalidInput("node "
                        + lab.nodes().get(node).name() + " has crashed and has no power until it is restarted"));
    }

    synchronized List<Room> all() {
        return rooms.stream().flatMap(Optional::stream).toList();
    }

    /** Does something on a thread in a node's network, and waits for it. */
    void enterNetwork(int node, Work work) throws IOException {
        Room room = of(node);
        onThread(() -> {
            room.enterNetwork();
            work.run();
            return node;
        });
    }

    /** Does something on a fresh thread that may change its namespaces, and waits for it. */
    static <T> T onThread(Callable<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().name("node").start(task);
        try {
            return task.get();
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case IOException refused -> throw refused;
                case RuntimeException refused -> throw refused;
                case null, default -> throw new IllegalStateException(failure);
            }
        } catch (InterruptedException interrupted) {
            throw new IOException("interrupted", interrupted);
        }
    }
}
