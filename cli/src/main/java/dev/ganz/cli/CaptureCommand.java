package dev.ganz.cli;

import dev.ganz.lab.InvalidInput;
import dev.ganz.linux.CaptureSocket;
import dev.ganz.linux.Descriptor;
import dev.ganz.live.control.Connection;
import dev.ganz.live.control.Message;
import dev.ganz.live.control.RunDirectory;
import dev.ganz.wire.pcap.Direction;
import dev.ganz.wire.pcap.LinkType;
import dev.ganz.wire.pcap.PcapngWriter;
import dev.ganz.wire.pcap.PendingFile;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Captures an interface of a lab that runs. */
@Command(
        name = "capture",
        header = "Capture the frames of an interface as pcapng.",
        description = {
            "",
            "  ganz capture core:eth2 -w - | tshark -r -",
            "  ganz capture core:eth2 -w core.pcapng       # until it is interrupted or the lab ends",
            "",
        },
        sortOptions = false)
final class CaptureCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final long LAST_WORDS = 5;
    private static final int LONGEST = 1 << 18;

    private final Terminal terminal;
    private final AtomicBoolean over = new AtomicBoolean();
    private final CountDownLatch written = new CountDownLatch(1);

    @Parameters(paramLabel = "NODE:INTERFACE", description = "Where: core:eth2.")
    String place = "";

    @Option(
            names = {"-w", "--write"},
            paramLabel = "FILE",
            required = true,
            description = "The file to write, or - for standard output.")
    String file = "-";

    @Option(
            names = {"-c", "--count"},
            paramLabel = "N",
            description = "End after so many frames.")
    long count = Long.MAX_VALUE;

    @Option(names = "--lab", paramLabel = "NAME", description = "Which lab, where several run.")
    String lab = "";

    CaptureCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (count < 1) {
            throw new InvalidInput("--count: expected at least 1 frame, found " + count);
        }
        try (Connection connection = RunDirectory.of(terminal.environment()).connect(lab)) {
            connection.send(Message.of("do", "capture").with("interface", place));
            Message answer =
                    connection.receive().orElseThrow(() -> new InvalidInput("the lab ended before it answered"));
            if (answer.has("error")) {
                throw new InvalidInput(answer.text("error"));
            }
            List<Descriptor> received = connection.takeDescriptors();
            if (received.isEmpty()) {
                throw new InvalidInput("the lab gave no socket");
            }
            try (CaptureSocket socket = new CaptureSocket(received.getFirst())) {
                watch(connection);
                write(socket, answer.text("name"));
            }
            return ExitStatus.OK;
        }
    }

    /** Notices the lab's end, and an interruption, which lets the file be finished. */
    private void watch(Connection connection) {
        Thread.ofPlatform().daemon().name("lab").start(() -> {
            try {
                while (connection.receive().isPresent()) {
                    // it runs
                }
            } catch (IOException | InvalidInput gone) {
                // so it does not
            }
            over.set(true);
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            over.set(true);
            try {
                boolean _ = written.await(LAST_WORDS, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private void write(CaptureSocket socket, String name) throws IOException {
        try (PendingFile pending = file.equals("-") ? null : open()) {
            OutputStream out = pending == null ? terminal.out() : pending;
            PcapngWriter writer = new PcapngWriter(out, "Ganz");
            int number = writer.addInterface(name, LinkType.ETHERNET);
            writer.flush();
            copy(socket, writer, number);
            writer.flush();
            commit(pending);
        } finally {
            written.countDown();
        }
    }

    private PendingFile open() {
        try {
            return PendingFile.create(terminal.path(file));
        } catch (IOException failure) {
            throw new InvalidInput("cannot write " + file + ": " + Failures.reason(failure), failure);
        }
    }

    private static void commit(@Nullable PendingFile pending) throws IOException {
        if (pending != null) {
            pending.commit();
        }
    }

    private void copy(CaptureSocket socket, PcapngWriter writer, int number) throws IOException {
        byte[] octets = new byte[LONGEST];
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(LONGEST);
            long taken = 0;
            while (!over.get() && taken < count) {
                if (!socket.await(LOOK)) {
                    continue;
                }
                int length = socket.receive(buffer);
                while (length != CaptureSocket.NONE && taken < count) {
                    MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, octets, 0, length);
                    Direction direction = socket.isOutgoing() ? Direction.OUTBOUND : Direction.INBOUND;
                    writer.packet(number, socket.arrival(), direction, octets, 0, length);
                    taken++;
                    length = taken < count ? socket.receive(buffer) : CaptureSocket.NONE;
                }
                writer.flush();
            }
        }
    }
}
