package dev.ganz.live.control;

import dev.ganz.lab.InvalidInput;
import dev.ganz.linux.Descriptor;
import dev.ganz.linux.Errno;
import dev.ganz.linux.SyscallException;
import java.time.Duration;
import java.util.Optional;

/** The end of a lab: asked for, and waited for until none of its processes remains. */
public final class Ending {
    private Ending() {}

    /**
     * Ends the lab behind a connection.
     *
     * @throws InvalidInput if it does not end in time
     */
    public static void of(Connection connection, Duration patience) throws SyscallException {
        long lab = connection.peer().pid();
        long outermost = ProcessHandle.of(lab)
                .flatMap(ProcessHandle::parent)
                .flatMap(ProcessHandle::parent)
                .map(ProcessHandle::pid)
                .orElse(lab);
        try (Descriptor process = Descriptor.ofProcess(outermost)) {
            connection.send(Message.of("do", "down"));
            Optional<Message> answer = connection.receive();
            if (answer.isPresent() && answer.get().has("error")) {
                throw new InvalidInput(answer.get().text("error"));
            }
            if (!process.awaitReadable(patience)) {
                throw new InvalidInput("the lab did not end within " + patience.toSeconds() + " s; kill -9 " + outermost
                        + " ends it without asking");
            }
        } catch (SyscallException refused) {
            if (!refused.errno().equals(Errno.ESRCH)) {
                throw refused;
            }
        }
    }
}
