package dev.ganz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.cli.LiveUser.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Labs with real programs, as processes of their own: as whoever runs the tests, and without any privilege. */
class LiveTest {
    private static final String OFFICE = """
            name: office
            topology:
              nodes:
                hq: { kind: host }
                sw: { kind: switch }
                core: { kind: router }
                edge: { kind: router }
                branch: { kind: host }
              links:
                - endpoints: ["hq:eth1", "sw:p1"]
                - endpoints: ["sw:p2", "core:eth1"]
                - endpoints: ["core:eth2", "edge:eth1"]
                - endpoints: ["edge:eth2", "branch:eth1"]
            """;

    @Test
    void joinsNodesThroughSwitchesAndRouters() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            joins(user);
        }
    }

    @Test
    void joinsNodesWithoutAnyPrivilege() throws Exception {
        try (LiveUser user = LiveUser.rootless()) {
            joins(user);
        }
    }

    private static void joins(LiveUser user) throws Exception {
        List<String> mounts = Files.readAllLines(Path.of("/proc/self/mountinfo"));
        List<String> interfaces = interfaces();

        Ended up = user.ganz("up", user.lab("office.yaml", OFFICE));
        assertThat(up.out()).as(up.err()).startsWith("office is up: 5 nodes, 4 links");
        for (String family : List.of("-4", "-6")) {
            Ended ping = user.ganz("exec", "hq", "--", "ping", family, "-c", "1", "-W", "2", "branch");
            assertThat(ping.out()).as(ping.err()).contains(" 0% packet loss").containsPattern("ttl=6[12]");
        }
        assertThat(user.ganz("ps").out()).contains("office: 5 nodes, 4 links").containsPattern("hq +host +10\\.");

        assertThat(user.ganz("down").status()).isZero();
        assertThat(user.remains()).isEmpty();
        assertThat(user.ganz("ps").out()).isEqualTo("no lab runs\n");
        assertThat(Files.readAllLines(Path.of("/proc/self/mountinfo"))).isEqualTo(mounts);
        assertThat(interfaces()).isEqualTo(interfaces);
    }

    @Test
    void showsAProgramItsNodeAndNothingOfThisMachine() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            up(user);

            assertThat(sh(user, "hostname; cat /etc/hostname; ls /sys/class/net /run /tmp"))
                    .isEqualTo("hq\nhq\n/run:\n\n/sys/class/net:\neth1\nlo\n\n/tmp:\n");
            assertThat(sh(user, "echo mark >/tmp/mark; ls /proc | grep -c '^[0-9]'"))
                    .as("processes of the lab alone")
                    .matches("[1-9]\\s");
            assertThat(sh(user, "cat /tmp/mark /etc/resolv.conf; readlink /proc/self/ns/user"))
                    .startsWith("mark\nuser:[")
                    .doesNotContain(Files.readSymbolicLink(Path.of("/proc/self/ns/user"))
                            .toString());
            assertThat(Path.of("/tmp/mark")).doesNotExist();
        }
    }

    @Test
    void passesStreamsAndTheExitStatusOn() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            up(user);

            Ended ended = user.ganz("exec", "hq", "sh", "-c", "echo out; echo err >&2; exit 7");
            assertThat(ended).isEqualTo(new Ended(7, "out\n", "err\n"));
            assertThat(user.ganz("exec", "hq", "sh", "-c", "kill -9 $$").status())
                    .isEqualTo(137);
        }
    }

    @Test
    void saysInOneSentenceWhatIsWrong() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            refuses(user, "no lab runs; ganz up LAB starts one", "exec", "hq", "true");
            refuses(user, "node x is of kind frr", "up", user.lab("frr.yaml", """
                    name: frr
                    topology: { nodes: { x: { kind: frr } } }
                    """));
            String lab = up(user);

            refuses(user, "lab office runs already; ganz down office ends it", "up", lab);
            refuses(user, "cannot start nosuch: ENOENT (no such file or directory)", "exec", "hq", "nosuch");
            refuses(user, "has no node \"branhc\"; did you mean \"branch\"?", "exec", "branhc", "true");
            refuses(user, "no lab \"offce\" runs, but office; did you mean \"office\"?", "down", "offce");
            assertThat(user.ganz("exec", "hq", "true").status()).isZero();
        }
    }

    @Test
    void runsSeveralLabsWithTheSameAddresses() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            up(user);
            assertThat(user.ganz("up", user.lab("other.yaml", OFFICE.replace("name: office", "name: other")))
                            .status())
                    .isZero();

            refuses(user, "expected --lab NAME, as 2 labs run: office, other", "exec", "hq", "true");
            for (String lab : List.of("office", "other")) {
                assertThat(user.ganz("exec", "--lab", lab, "hq", "ping", "-c", "1", "-W", "2", "branch")
                                .out())
                        .contains(" 0% packet loss");
            }
            assertThat(user.ganz("down", "--all").status()).isZero();
            assertThat(user.remains()).isEmpty();
        }
    }

    private static String up(LiveUser user) throws IOException {
        String lab = user.lab("office.yaml", OFFICE);
        Ended up = user.ganz("up", lab);
        assertThat(up.status()).as(up.err()).isZero();
        return lab;
    }

    private static String sh(LiveUser user, String script) throws IOException {
        Ended ended = user.ganz("exec", "hq", "--", "sh", "-c", script);
        assertThat(ended.err()).isEmpty();
        return ended.out();
    }

    private static void refuses(LiveUser user, String sentence, String... arguments) throws IOException {
        Ended ended = user.ganz(arguments);
        assertThat(ended.err()).startsWith("ganz: ").contains(sentence).hasLineCount(1);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.status()).isEqualTo(ExitStatus.BAD_INPUT);
    }

    private static List<String> interfaces() throws IOException {
        return Files.readAllLines(Path.of("/proc/net/dev")).stream()
                .map(line -> line.replaceFirst(":.*", ""))
                .toList();
    }
}
