package dev.ganz.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShellcheckTest {
    private static final List<String> SCRIPTS = List.of("ganz", "check", ".ci/run", ".ci/jdk.sh");

    @Test
    void findsNothingToSayAboutTheScripts() {
        Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "LC_ALL", "C.UTF-8");
        if (Script.run(environment, List.of("/bin/sh", "-c", "command -v shellcheck"))
                        .status()
                != 0) {
            String reason = "shellcheck is not installed (Debian: apt install shellcheck)";
            if (Boolean.getBoolean("ganz.test.strict")) {
                fail(reason);
            }
            abort(reason);
        }
        List<String> command = new ArrayList<>(List.of("/usr/bin/env", "shellcheck", "-x"));
        command.addAll(SCRIPTS);

        assertThat(Script.run(environment, command).output()).isEmpty();
    }
}
