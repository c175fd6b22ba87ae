package dev.ganz.live;

import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.addressing.Addressing;
import dev.ganz.linux.Descriptor;
import dev.ganz.linux.UnixSocket;
import dev.ganz.linux.User;
import dev.ganz.live.control.Message;
import dev.ganz.live.control.RunDirectory;
import dev.ganz.live.node.Fabric;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The process of a lab, inside the namespaces that {@link Launch} made. It lives as long as the lab, and the lab as long as it: the
 * first process of its PID namespace ends with it, and then the kernel ends and removes all the rest.
 */
public final class LabProcess {
    /** How long a lab that is there for a test waits for it, milliseconds. */
    private static final long PATIENCE = 10_000;

    private final RunDirectory directory;
    private final PrintStream answers;
    private final Map<String, String> environment;
    private final Reporter reporter;
    private final AtomicBoolean ready = new AtomicBoolean();

    /**
     * @param directory where its socket goes
     * @param answers to {@link Launch}: one message, that the lab is ready or why not
     * @param environment of the commands of nodes
     * @param reporter for who has the lab's scenario run
     */
    public LabProcess(RunDirectory directory, PrintStream answers, Map<String, String> environment, Reporter reporter) {
        this.directory = directory;
        this.answers = answers;
        this.environment = environment;
        this.reporter = reporter;
    }

    /**
     * Runs a lab until somebody ends it.
     *
     * @param starter ends when the process that starts the lab does: a lab that nobody waits for does not begin
     * @param forTest whether it is there for its scenario, and ends with it
     * @return the exit status
     */
    public int run(Lab lab, InputStream starter, boolean forTest) {
        try {
            Lab complete = Addressing.complete(lab);
            List<String> notes = LiveCheck.check(complete, forTest);
            UnixSocket socket = directory.claim(lab.name());
            try (socket) {
                watch(starter, lab.name());
                serve(complete, socket, notes, forTest);
            } finally {
                directory.release(lab.name());
            }
            return 0;
        } catch (InvalidInput | IOException refused) {
            refuse(String.valueOf(refused.getMessage()));
            return 2;
        }
    }

    /** Says why there is no lab. */
    public void refuse(String sentence) {
        answers.println(Message.of("error", sentence));
        answers.flush();
    }

    private void serve(Lab lab, UnixSocket socket, List<String> notes, boolean forTest) throws IOException {
        Path files = Files.createDirectory(directory.of(lab.name()).resolve("files"));
        FutureTask<Fabric> made = new FutureTask<>(() -> Fabric.make(lab, files));
        Thread.ofPlatform().name("fabric").start(made);
        try (Fabric fabric = result(made)) {
            Path logs = Files.createDirectory(directory.of(lab.name()).resolve("logs"));
            Workloads workloads = new Workloads(lab, fabric, logs, environment);
            workloads.start();
            LabServer server = new LabServer(lab, fabric, workloads, logs, reporter, socket, User.effective());
            if (forTest) {
                server.expectTest(PATIENCE);
            }
            ready.set(true);
            answers.println(Message.of("lab", lab.name())
                    .with("nodes", (long) lab.nodes().size())
                    .with("links", (long) lab.links().size())
                    .with("notes", new ArrayList<>(notes)));
            answers.flush();
            letGo();
            server.serve();
        }
    }

    private static Fabric result(FutureTask<Fabric> made) throws IOException {
        try {
            return made.get();
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case IOException refused -> throw refused;
                case RuntimeException refused -> throw refused;
                case null, default -> throw new IllegalStateException(failure);
            }
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void watch(InputStream starter, String lab) {
        Thread.ofPlatform().daemon().name("starter").start(() -> {
            try {
                while (starter.read() >= 0) {
                    // it is there
                }
                if (!ready.get()) {
                    directory.release(lab);
                    Runtime.getRuntime().halt(2);
                }
            } catch (IOException gone) {
                Runtime.getRuntime().halt(2);
            }
        });
    }

    /** Lets go of what the process that started this one reads and writes. */
    private static void letGo() throws IOException {
        try (Descriptor nothing = Descriptor.openBoth("/dev/null")) {
            for (int stream = 0; stream < 3; stream++) {
                nothing.takeThePlaceOf(stream);
            }
        }
    }
}
