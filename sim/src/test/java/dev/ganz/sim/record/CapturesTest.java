package dev.ganz.sim.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.lab.Interface;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Node;
import dev.ganz.lab.Workload;
import dev.ganz.wire.pcap.CaptureReader;
import dev.ganz.wire.pcap.CapturedPacket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapturesTest {
    private static final Lab LAB = lab(node("core", "eth1", "eth2"), node("hq", "eth1"), node("lonely"));
    private static final byte[] OCTETS = new byte[100];

    @TempDir
    private Path directory;

    @Test
    void writesAnInterfaceWithTimesAndDirections() throws IOException {
        Path file = directory.resolve("core.pcapng");
        try (Captures captures = open("core:eth2", file)) {
            int tap = captures.tap("core", "eth2");
            assertThat(captures.tap("core", "eth1")).isEqualTo(Captures.NO_TAP);
            assertThat(captures.tap("hq", "eth1")).isEqualTo(Captures.NO_TAP);
            captures.frame(tap, 1_500_000_001, true, OCTETS, 16, 60);
            captures.frame(tap, 2_000_000_000, false, OCTETS, 0, 100);
            assertThat(file).doesNotExist();
            captures.commit();
        }

        assertThat(read(file)).containsExactly("core:eth2 1500000001 OUTBOUND 60", "core:eth2 2000000000 INBOUND 100");
    }

    @Test
    void writesAllInterfacesOfANode() throws IOException {
        Path file = directory.resolve("core.pcapng");
        try (Captures captures = open("core", file)) {
            captures.frame(captures.tap("core", "eth2"), 1, true, OCTETS, 0, 60);
            captures.frame(captures.tap("core", "eth1"), 2, false, OCTETS, 0, 61);
            captures.commit();
        }

        assertThat(read(file)).containsExactly("core:eth2 1 OUTBOUND 60", "core:eth1 2 INBOUND 61");
    }

    @Test
    void sharesAFileBetweenRequestsAndAnInterfaceBetweenFiles() throws IOException {
        Path shared = directory.resolve("shared.pcapng");
        Path other = directory.resolve("other.pcapng");
        List<Captures.Request> requests = List.of(
                new Captures.Request("core", shared),
                new Captures.Request("hq", directory.resolve("./shared.pcapng")),
                new Captures.Request("core:eth1", shared),
                new Captures.Request("core:eth1", other));
        try (Captures captures = Captures.open(LAB, requests)) {
            captures.frame(captures.tap("core", "eth1"), 1, true, OCTETS, 0, 60);
            captures.frame(captures.tap("hq", "eth1"), 2, false, OCTETS, 0, 60);
            captures.commit();
        }

        assertThat(read(shared)).containsExactly("core:eth1 1 OUTBOUND 60", "hq:eth1 2 INBOUND 60");
        assertThat(read(other)).containsExactly("core:eth1 1 OUTBOUND 60");
    }

    @Test
    void leavesNothingWithoutCommit() throws IOException {
        try (Captures captures = open("core", directory.resolve("core.pcapng"))) {
            captures.frame(captures.tap("core", "eth2"), 1, true, OCTETS, 0, 60);
        }

        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void refusesWhatTheLabDoesNotHaveAndLeavesNothing() throws IOException {
        Path file = directory.resolve("a.pcapng");

        assertThatThrownBy(() -> open("cor", file))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("cannot capture cor: lab branch has no node \"cor\"; did you mean \"core\"?");
        assertThatThrownBy(() -> open("core:eth3", file))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("cannot capture core:eth3: core has no interface \"eth3\"; did you mean \"eth1\"?");
        assertThatThrownBy(() -> open("lonely", file))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("cannot capture lonely: it has no interface");
        assertThatThrownBy(() -> Captures.open(
                        LAB, List.of(new Captures.Request("core", file), new Captures.Request("no", file))))
                .isInstanceOf(InvalidInput.class);
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void saysWhyItCannotWrite() {
        Path file = directory.resolve("no/such.pcapng");

        assertThatThrownBy(() -> open("core", file))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("cannot write " + file + ": no such file or directory");
    }

    private static Captures open(String place, Path file) {
        return Captures.open(LAB, List.of(new Captures.Request(place, file)));
    }

    private static List<String> read(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(file)) {
            for (CapturedPacket packet = reader.next(); packet != null; packet = reader.next()) {
                lines.add(packet.captureInterface().name() + " " + packet.time() + " " + packet.direction() + " "
                        + packet.length());
            }
        }
        return lines;
    }

    private static Lab lab(Node... nodes) {
        return new Lab(
                "branch", 1, OptionalLong.empty(), true, List.of(nodes), List.of(), List.of(), List.of(), List.of());
    }

    private static Node node(String name, String... interfaces) {
        return new Node(
                name,
                Node.Kind.ROUTER,
                Stream.of(interfaces)
                        .map(each -> new Interface(each, Optional.empty(), List.of(), 1))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                Node.Routing.AUTOMATIC,
                Node.Neighbours.DISCOVERED,
                Collections.emptySortedMap(),
                300_000_000_000L,
                Optional.empty(),
                Workload.NONE);
    }
}
