package dev.ganz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.cli.LiveUser.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
            refuses(user, "node x is of kind external", "up", user.lab("external.yaml", """
                name: external
                topology: { nodes: { x: { kind: external } } }
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

    /** Two directions of 10 ms each, and one frame in twenty lost on the way there. */
    private static final String WIRES = """
        name: wires
        seed: 5
        topology:
          defaults: { kind: host }
          nodes: { a: {}, b: {}, c: {}, d: {}, e: {}, f: {} }
          links:
            - endpoints: ["a:eth1", "b:eth1"]
              impair: { delay: 10ms, "->": { loss: 5% } }
            - endpoints: ["c:eth1", "d:eth1"]
              impair: { delay: 1ms, jitter: 500us, loss: 1%, duplicate: 1%, rate: 200mbit }
            - endpoints: ["e:eth1", "f:eth1"]
              impair: { delay: 1ms }
        """;

    @Test
    void delaysAndLosesAsTheLabSays() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            assertThat(user.ganz("up", user.lab("wires.yaml", WIRES)).err()).isEmpty();
            user.ganz("exec", "a", "--", "ping", "-c", "3", "-i", "0.01", "b");

            Ended ping = user.ganz("exec", "a", "--", "ping", "-q", "-i", "0.004", "-c", "1000", "b");

            Matcher loss = Pattern.compile("([\\d.]+)% packet loss").matcher(ping.out());
            assertThat(loss.find()).as(ping.out()).isTrue();
            // Binomial: 5 % of 1000, and four standard deviations of 0.69 %.
            assertThat(Double.parseDouble(loss.group(1))).isBetween(2.2, 7.8);
            Matcher times = Pattern.compile("= ([\\d.]+)/([\\d.]+)/").matcher(ping.out());
            assertThat(times.find()).as(ping.out()).isTrue();
            assertThat(Double.parseDouble(times.group(1))).as("least").isGreaterThanOrEqualTo(19.9);
            assertThat(Double.parseDouble(times.group(2))).as("mean").isBetween(19.9, 25.0);
        }
    }

    @Test
    void carriesStreamsUnharmedWholeOrCut() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            assertThat(user.ganz("up", user.lab("wires.yaml", WIRES)).err()).isEmpty();
            for (List<String> pair : List.of(List.of("c", "d"), List.of("e", "f"))) {
                Process server = user.start("exec", pair.getLast(), "--", "sh", "-c", RECEIVE);
                Ended sent = user.ganz("exec", pair.getFirst(), "--", "perl", "-e", SEND, pair.getLast());
                assertThat(sent.status()).as(sent.err()).isZero();
                assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(server.exitValue()).as("octets over %s", pair).isZero();
            }
        }
    }

    @Test
    void changesALinkWhileItRunsWithoutTouchingItsNodes() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            up(user);
            String before = sh(user, "ip -br addr");
            assertThat(user.ganz("link", "core:eth2").out()).contains("kernel").doesNotContain("wire");

            assertThat(user.ganz("link", "core:eth2->", "set", "delay=50ms").out())
                    .containsPattern("core:eth2 +edge:eth1 +up +wire +50")
                    .containsPattern("edge:eth1 +core:eth2 +up +wire +0");
            assertThat(sh(user, "ping -c 2 -i 0.1 branch")).containsPattern("min/avg/max/mdev = 5[0-9]\\.");

            assertThat(user.ganz("link", "core:eth2", "down").out()).contains(" down ");
            assertThat(user.ganz("exec", "core", "--", "ip", "-br", "link", "show", "eth2")
                            .out())
                    .contains("DOWN");
            assertThat(user.ganz("exec", "hq", "--", "ping", "-c", "1", "-W", "1", "branch")
                            .status())
                    .isNotZero();
            assertThat(user.ganz("link", "core:eth2", "up").status()).isZero();
            assertThat(sh(user, "ping -c 3 -W 5 branch")).contains(" 0% packet loss");
            assertThat(sh(user, "ip -br addr")).isEqualTo(before);

            refuses(user, "has no link at \"core:eth9\"", "link", "core:eth9");
            refuses(user, "dealy", "link", "core:eth2", "set", "dealy=5ms");
            refuses(user, "expected a duration", "link", "core:eth2", "set", "delay=5");
        }
    }

    @Test
    void runsTheCommandsOfNodesInTheirOrder() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            assertThat(user.ganz("up", user.lab("work.yaml", """
                name: work
                topology:
                  nodes:
                    client: { kind: host, depends: [server], exec: ["cat /tmp/none || true", "ping -c 1 server"] }
                    server:
                      kind: host
                      exec: ["echo first $WORD"]
                      env: { WORD: second }
                      run: ["sleep 0.3; touch /run/here; sleep 1000", "exit 3"]
                      ready: "test -e /run/here"
                  links: [ { endpoints: ["client:eth1", "server:eth1"] } ]
                """)).err())
                    .contains("did not become ready", "exit 3: exited 3");
            assertThat(user.remains()).isEmpty();

            Ended up = user.ganz("up", user.lab("work.yaml", """
                name: work
                topology:
                  nodes:
                    client: { kind: host, depends: [server], exec: ["test -e /run/here || true", "ping -c 1 server"] }
                    server:
                      kind: host
                      exec: ["echo first $WORD"]
                      env: { WORD: second }
                      run: ["sleep 0.3; touch /run/here; exec sleep 1000"]
                      ready: "test -e /run/here"
                  links: [ { endpoints: ["client:eth1", "server:eth1"] } ]
                """));
            assertThat(up.err()).isEmpty();
            assertThat(user.ganz("logs", "server").out()).isEqualTo("first second\n");
            assertThat(user.ganz("logs", "client").out()).contains(" 0% packet loss");
            assertThat(user.ganz("ps").out()).contains("sleep 1000: running");

            assertThat(user.ganz("down").status()).isZero();
            assertThat(user.remains()).isEmpty();
            refuses(
                    user,
                    "node a: exec \"echo no; exit 4\" ended with status 4; its last words were: no",
                    "up",
                    user.lab(
                            "bad.yaml",
                            "name: bad\ntopology: { nodes: { a: { kind: host, exec: [\"echo no; exit 4\"] } } }\n"));
            assertThat(user.remains()).isEmpty();
        }
    }

    @Test
    void givesAProgramATerminalOfItsOwn() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            up(user);

            Ended ended = user.onTerminal(
                    "stty rows 31 cols 97", "exec", "-t", "hq", "--", "sh", "-c", "tty; stty size; exit 5");
            assertThat(ended.out().replace("\r", "")).contains("/dev/pts/", "31 97\n");
            assertThat(ended.status()).isEqualTo(5);
            assertThat(user.ganz("exec", "-t", "hq", "true").err())
                    .contains("cannot ask for a terminal's size: ENOTTY");
        }
    }

    /** Three routers in a triangle, each with a host. */
    private static final String TRIANGLE = """
        name: triangle
        topology:
          nodes:
            a: { kind: host }
            b: { kind: host }
            ra: { kind: router }
            rb: { kind: router }
            rc: { kind: router }
          links:
            - endpoints: ["a:eth1", "ra:lan"]
            - endpoints: ["b:eth1", "rb:lan"]
            - endpoints: ["ra:b", "rb:a"]
            - endpoints: ["ra:c", "rc:a"]
            - endpoints: ["rb:c", "rc:b"]
        """;

    @Test
    void findsAnotherWayForRoutersWhenALinkFailsAndTheFirstOneWhenItIsBack() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            assertThat(user.ganz("up", user.lab("triangle.yaml", TRIANGLE)).err())
                    .isEmpty();
            String before = routes(user);
            ways(user, "62");

            user.ganz("link", "ra:b", "down");
            ways(user, "61");
            assertThat(routes(user)).isNotEqualTo(before);
            user.ganz("link", "ra:b", "up");
            ways(user, "62");
            assertThat(routes(user)).isEqualTo(before);

            user.ganz("link", "ra:b->", "down");
            ways(user, "61");
            assertThat(user.ganz("exec", "ra", "--", "ip", "-br", "link", "show", "b")
                            .out())
                    .as("one direction alone is silence")
                    .contains("UP");
        }
    }

    private static void ways(LiveUser user, String ttl) throws IOException {
        for (String family : List.of("-4", "-6")) {
            assertThat(user.ganz("exec", "a", "--", "ping", family, "-c", "1", "-W", "3", "b")
                            .out())
                    .contains("ttl=" + ttl);
        }
    }

    private static String routes(LiveUser user) throws IOException {
        return user.ganz("exec", "ra", "--", "sh", "-c", "ip route; ip -6 route")
                .out();
    }

    @Test
    void runsALabThatShips() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            Path lab = Path.of(System.getProperty("ganz.root"), "labs", "branch-office.yaml");
            Ended up = user.ganz("up", lab.toString());
            assertThat(up.out()).as(up.err()).startsWith("branch-office is up: 7 nodes, 6 links");
            assertThat(up.err()).contains("note: traffic, faults and expectations of the lab run with ganz up --test");

            assertThat(user.ganz("ps").out()).contains("python3 -m http.server 80: running");
            // The line loses one frame in two hundred.
            String page = "import urllib.request as u; print(u.urlopen('http://branch/', timeout=20).status)";
            assertThat(user.ganz("exec", "hq", "--", "python3", "-c", page).out())
                    .isEqualTo("200\n");
            assertThat(user.ganz("link", "core:eth2").out()).contains("wire", "20", "10");
            assertThat(user.ganz("down").status()).isZero();
            assertThat(user.remains()).isEmpty();
        }
    }

    @Test
    void findsAnotherWayByOspfWhenALineFails() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            user.requires("/usr/lib/frr/zebra", "frr");
            Ended up = user.ganz(
                    "up",
                    Path.of(System.getProperty("ganz.root"), "labs", "three-sites-ospf.yaml")
                            .toString());
            assertThat(up.out()).as(up.err()).startsWith("three-sites-ospf is up: 6 nodes, 6 links");
            assertThat(user.ganz("exec", "hq", "--", "sh", "-c", UNTIL_REACHED + "ping -q -c 5 -i 0.1 branch")
                            .out())
                    .containsPattern("min/avg/max/mdev = 1[0-4]\\.");

            user.ganz("link", "hq-router:wan1", "down");
            assertThat(user.ganz("exec", "hq", "--", "sh", "-c", UNTIL_REACHED + "ping -q -c 5 -i 0.1 branch")
                            .out())
                    .as("through the third site")
                    .containsPattern("min/avg/max/mdev = 4[0-5]\\.");
        }
    }

    /** Tries for 20 s. */
    private static final String UNTIL_REACHED =
            "for i in $(seq 40); do ping -q -c 1 -W 0.5 branch >/dev/null && break; sleep 0.5; done; ";

    /** Succeeds if what arrives is the text that {@link #SEND} sends. */
    private static final String RECEIVE = "perl -MIO::Socket::INET -e '$s = IO::Socket::INET->new(LocalPort => 9000, "
            + "Listen => 1, ReuseAddr => 1) or die; $c = $s->accept; local $/; $d = <$c>; "
            + "exit($d eq join(\"\", map { \"$_\\n\" } 1 .. 1000000) ? 0 : 1)'";

    private static final String SEND = "use IO::Socket::INET; for (1 .. 100) { last if $c = IO::Socket::INET->new("
            + "PeerAddr => $ARGV[0], PeerPort => 9000); select(undef, undef, undef, 0.1) } die unless $c; "
            + "print $c join('', map { \"$_\\n\" } 1 .. 1000000); close($c)";

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
