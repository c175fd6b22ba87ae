package dev.ganz.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ganz.lab.InvalidInput;
import dev.ganz.linux.ChildProcess;
import dev.ganz.linux.Descriptor;
import dev.ganz.linux.Program;
import dev.ganz.linux.SyscallException;
import dev.ganz.live.control.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts the process of a lab in user, mount, PID, network, UTS and IPC namespaces of its own. A JVM has many threads and cannot
 * enter a user namespace, so {@code unshare(1)} does, once for each lab; docs/decisions/0008 says how and why.
 *
 * @param environment of the lab's process and of what it runs for the lab itself
 */
public record Launch(Map<String, String> environment) {
    private static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /**
     * The first process of the PID namespace: a shell, which reaps orphans while it waits, and ends with the lab's process. The
     * detour keeps standard input, which a shell takes from what it starts in the background.
     */
    private static final String FIRST = "exec 3<&0; \"$@\" <&3 3<&- & exec 3<&-; wait $!";

    private static final List<String> NAMESPACES = List.of(
            "--mount",
            "--net",
            "--uts",
            "--ipc",
            "--pid",
            "--fork",
            "--kill-child",
            "--mount-proc",
            "sh",
            "-c",
            FIRST,
            "ganz");

    /**
     * Starts a lab and waits until it is ready.
     *
     * @param command that becomes a {@link LabProcess}
     * @param lab what it reads from standard input: its length in ASCII and a line's end, then this
     * @return its message that it is ready
     * @throws InvalidInput if it did not become so
     */
    public Message start(List<String> command, byte[] lab) throws IOException {
        Descriptor[] input = Descriptor.pipe();
        Descriptor[] output = Descriptor.pipe();
        Descriptor[] errors = Descriptor.pipe();
        try (Descriptor toLab = input[1];
                Descriptor answers = output[0];
                Descriptor complaints = errors[0];
                UserNamespace user = UserNamespace.make(environment)) {
            List<String> all = new ArrayList<>(user.prefix());
            all.addAll(NAMESPACES);
            all.addAll(command);
            try (Descriptor in = input[0];
                    Descriptor out = output[1];
                    Descriptor err = errors[1]) {
                ChildProcess.start(new Program(
                        find(all.getFirst()), all, assignments(), "/", List.of(in, out, err), Optional.empty()));
            }
            send(toLab, lab);
            String answer = line(answers);
            if (answer.isEmpty()) {
                throw new InvalidInput(reason(text(complaints)));
            }
            Message message = Message.parse(answer);
            if (message.has("error")) {
                throw new InvalidInput(message.text("error"));
            }
            return message;
        }
    }

    private List<String> assignments() {
        return environment.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    private String find(String program) {
        String path = environment.getOrDefault("PATH", DEFAULT_PATH) + ":/usr/bin:/bin:/usr/sbin:/sbin";
        for (String place : path.split(":", -1)) {
            Path file = Path.of("/").resolve(place).resolve(program);
            if (Files.isExecutable(file)) {
                return file.toString();
            }
        }
        throw new InvalidInput("expected the program " + program + " of util-linux to make namespaces, found none in "
                + path + " (Debian: apt install util-linux)");
    }

    /** A process that ends before it has read says so itself. */
    private static void send(Descriptor toLab, byte[] lab) {
        try (Arena arena = Arena.ofConfined()) {
            toLab.write(arena.allocateFrom(ValueLayout.JAVA_BYTE, (lab.length + "\n").getBytes(UTF_8)));
            toLab.write(arena.allocateFrom(ValueLayout.JAVA_BYTE, lab));
        } catch (SyscallException gone) {
            // what it answers is the reason
        }
    }

    /** What comes until the end of a line, or nothing. */
    private static String line(Descriptor from) throws SyscallException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(8192);
            int count;
            while ((count = from.read(buffer)) > 0) {
                line.writeBytes(buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE));
                if (buffer.get(ValueLayout.JAVA_BYTE, count - 1L) == '\n') {
                    return line.toString(UTF_8);
                }
            }
        }
        return "";
    }

    private static String text(Descriptor from) throws SyscallException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(8192);
            int count = from.read(buffer);
            return new String(buffer.asSlice(0, count).toArray(ValueLayout.JAVA_BYTE), UTF_8).strip();
        }
    }

    private static String reason(String complaint) {
        String first = complaint.lines().findFirst().orElse("its process ended without a word");
        return "cannot start the lab: " + first + UserNamespace.remedy();
    }
}
