package dev.ganz.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChildProcessTest {
    @Test
    void reportsTheExitStatus() throws IOException {
        assertThat(start("exit 7").await()).isEqualTo(7);
    }

    @Test
    void reportsASignalAsAShellDoes() throws IOException {
        assertThat(start("kill -9 $$").await()).isEqualTo(128 + 9);
    }

    @Test
    void signalsTheWholeGroup() throws IOException {
        ChildProcess child = start("sleep 100 & wait");
        child.signalGroup(15);

        assertThat(child.await()).isEqualTo(128 + 15);
    }

    @Test
    void leadsASessionOfItsOwnWithAllSignalsAsTheyWere() throws IOException {
        String status = Room.output("cat /proc/self/stat; grep -E 'Sig(Blk|Ign|Cgt)' /proc/self/status");

        String[] stat = status.lines().findFirst().orElseThrow().split(" ", -1);
        assertThat(stat[5])
                .as("session")
                .isNotEqualTo(String.valueOf(ProcessHandle.current().pid()));
        assertThat(status).contains("SigBlk:\t0000000000000000", "SigIgn:\t0000000000000000");
    }

    @Test
    void saysAtOnceThatAProgramIsMissing() {
        assertThatThrownBy(() -> start(
                        new Program("/no/such/program", List.of("x"), List.of(), "/", List.of(), Optional.empty())))
                .hasMessage("start /no/such/program: ENOENT (no such file or directory)");
    }

    private static ChildProcess start(String script) throws IOException {
        return start(new Program(
                "/bin/sh",
                List.of("sh", "-c", script),
                List.of("PATH=/usr/bin:/bin"),
                "/",
                List.of(),
                Optional.empty()));
    }

    private static ChildProcess start(Program program) throws IOException {
        return ChildProcess.start(program);
    }
}
