package dev.ganz.host.tune;

import dev.ganz.host.proc.FakeMachine;
import java.io.IOException;
import java.nio.file.Files;

/** Takes settings as the kernel does: a list of schedulers shows the chosen one, one of two views zeroes the other, numbers are rounded. */
final class FakeKernel extends Knobs {
    private final FakeMachine machine;

    FakeKernel(FakeMachine machine) {
        super(machine.root());
        this.machine = machine;
    }

    @Override
    void put(String path, String value) throws IOException {
        String now = Files.readString(tree().path(path)).strip(); // fails where there is no such file, as a write would
        if (now.contains("[")) {
            String plain = now.replace("[", "").replace("]", "");
            if (!(" " + plain + " ").contains(" " + value + " ")) {
                throw new IOException("Invalid argument");
            }
            machine.with(
                    path,
                    (" " + plain + " ")
                                    .replace(" " + value + " ", " [" + value + "] ")
                                    .strip() + "\n");
            return;
        }
        machine.with(path, value + "\n");
        if (path.endsWith("_bytes")) {
            machine.with(path.replace("_bytes", "_ratio"), "0\n");
        } else if (path.endsWith("_ratio")) {
            machine.with(path.replace("_ratio", "_bytes"), "0\n");
        } else if (path.endsWith("/swappiness") && value.equals("30")) {
            machine.with(path, "31\n"); // no kernel does this to this setting, but to others
        }
    }
}
