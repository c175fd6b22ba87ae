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
        try (Descriptor process = process(connection)) {
            connection.send(Message.of("do", "down"));
            Optional<Message> answer = connection.receive();
            if (answer.isPresent() && answer.get().has("error")) {
                throw new InvalidInput(answer.get().text("error"));
            }
            await(process, patience);
        } catch (SyscallException refused) {
            if (!refused.errno().equals(Errno.ESRCH)) {
                throw refused;
            }
        }
    }

    /**
     * The outermost process of the lab behind a connection, which ends last; whoever asked closes it.
     *
     * @throws SyscallException ESRCH if it has ended
     */
    public static Descriptor process(Connection connection) throws SyscallException {
        long lab = connection.peer().pid();
        return Descriptor.ofProcess(ProcessHandle.of(lab)
                .flatMap(ProcessHandle::parent)
                .flatMap(ProcessHandle::parent)
                .map(ProcessHandle::pid)
                .orElse(lab));
    }

    /**
     * Waits until nothing of a lab that ends remains.
     *
     * @throws InvalidInput if it does not end in time
     */
    public static void await(Descriptor process, Duration patience) throws SyscallException {
        if (!process.awaitReadable(patience)) {
            throw new InvalidInput("the lab did not end within " + patience.toSeconds()
                    + " s; ganz ps shows whether it still runs, and ganz down asks again");
        }
    }
}
