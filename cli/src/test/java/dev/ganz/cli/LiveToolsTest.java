package dev.ganz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.cli.LiveUser.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What looks at a lab that runs. */
class LiveToolsTest {
    private static final String TRIO = """
        name: trio
        topology:
          nodes:
            a: { kind: host }
            r: { kind: router, routes: ["192.0.2.0/24 blackhole"] }
            b:
              kind: host
              run: ["echo run >>/run/log; exit 3", "sleep 1000"]
              restart-policy: on-failure
          links:
            - endpoints: ["a:eth1", "r:eth1"]
            - endpoints: ["r:eth2", "b:eth1"]
        """;

    @Test
    void capturesWhatPassesAnInterfaceInBothDirections() throws Exception {
        try (LiveUser user = LiveUser.rootless()) {
            user.requires("/usr/bin/tshark", "tshark");
            up(user);
            Process capture = user.start("capture", "r:eth2", "-w", "r.pcapng", "-c", "6");
            for (int i = 0; i < 30 && capture.isAlive(); i++) {
                user.ganz("exec", "a", "--", "ping", "-c", "3", "-i", "0.1", "b");
            }

            assertThat(capture.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(capture.exitValue()).isZero();
            Ended read =
                    LiveUser.tshark(user.place("r.pcapng"), "frame.interface_name", "frame.packet_flags_direction");
            assertThat(read.out().lines()).as(read.err()).hasSize(6);
            assertThat(read.out()).contains("trio:r:eth2", "0x00000001", "0x00000002");
            refuses(user, "node r has no interface \"eth9\"; did you mean", "capture", "r:eth9", "-w", "x.pcapng");
            assertThat(Files.exists(user.place("x.pcapng"))).isFalse();
        }
    }

    @Test
    void endsACaptureWithAWholeFileWhenTheLabEnds() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            up(user);
            Process capture = user.start("capture", "a:eth1", "-w", "a.pcapng");
            for (int i = 0; i < 100 && user.part("a.pcapng").isEmpty(); i++) {
                Thread.sleep(50);
            }
            user.ganz("exec", "a", "--", "ping", "-c", "1", "b");
            user.ganz("down");

            assertThat(capture.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(capture.exitValue()).isZero();
            assertThat(Files.size(user.place("a.pcapng"))).isGreaterThan(200);
            assertThat(user.remains()).isEmpty();
        }
    }

    @Test
    void showsRoutesCopiesFilesAndCountsRestarts() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            up(user);
            assertThat(user.ganz("routes", "r").out())
                    .containsPattern("192\\.0\\.2\\.0/24 +blackhole +lab +1024")
                    .containsPattern("10\\.[\\d.]+/31 +eth2 +kernel +0");
            assertThat(user.ganz("routes", "a").out()).containsPattern("0\\.0\\.0\\.0/0 +10\\.[\\d.]+ +eth1 +lab");

            String file = user.lab("some.txt", "some text\n");
            assertThat(user.ganz("cp", file, "a:/tmp")).isEqualTo(new Ended(0, "", ""));
            assertThat(user.ganz("exec", "a", "cat", "/tmp/some.txt").out()).isEqualTo("some text\n");
            assertThat(user.ganz("cp", "a:/tmp/some.txt", "back.txt")).isEqualTo(new Ended(0, "", ""));
            assertThat(user.read("back.txt")).isEqualTo("some text\n");
            Ended missing = user.ganz("cp", "a:/tmp/none", "none.txt");
            assertThat(missing.status()).isEqualTo(ExitStatus.BAD_INPUT);
            assertThat(missing.err()).contains("/tmp/none");
            assertThat(Files.exists(user.place("none.txt"))).isFalse();
            refuses(user, "expected one of the two in a node", "cp", file, "elsewhere.txt");

            Path log = Path.of("/run/log");
            for (int i = 0; i < 100 && runs(user, log) < 3; i++) {
                Thread.sleep(50);
            }
            assertThat(runs(user, log)).isGreaterThanOrEqualTo(3);
            assertThat(user.ganz("ps").out())
                    .containsPattern("exit 3: (running \\(started again|exited 3, starting again)")
                    .contains("sleep 1000: running");
        }
    }

    private static long runs(LiveUser user, Path log) throws IOException {
        return user.ganz("exec", "b", "cat", log.toString()).out().lines().count();
    }

    @Test
    void findsThisMachineFit() throws Exception {
        try (LiveUser user = LiveUser.rootless()) {
            Ended doctor = user.ganz("doctor");
            assertThat(doctor.status()).as(doctor.out()).isZero();
            assertThat(doctor.out()).contains("ok  user namespaces\n", "ok  a /proc of a lab's own\n");
        }
    }

    private static void up(LiveUser user) throws IOException {
        Ended up = user.ganz("up", user.lab("trio.yaml", TRIO));
        assertThat(up.status()).as(up.err()).isZero();
    }

    private static void refuses(LiveUser user, String sentence, String... arguments) throws IOException {
        Ended ended = user.ganz(arguments);
        assertThat(ended.err()).startsWith("ganz: ").contains(sentence).hasLineCount(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.status()).isEqualTo(ExitStatus.BAD_INPUT);
    }
}
