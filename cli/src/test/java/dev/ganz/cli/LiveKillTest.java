package dev.ganz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Whatever of a lab is killed, and whenever, the kernel removes the rest. */
class LiveKillTest {
    private static final String LAB = """
            name: victim
            topology:
              nodes: { a: { kind: host }, sw: { kind: switch }, b: { kind: host } }
              links:
                - endpoints: ["a:eth1", "sw:p1"]
                - endpoints: ["b:eth1", "sw:p2"]
            """;

    @Test
    void leavesNothingWhenItsProcessIsKilledAtAnyMoment() throws Exception {
        int kills = Boolean.getBoolean("ganz.test.strict") ? 50 : 10;
        long seed = System.nanoTime();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        List<String> mounts = Files.readAllLines(Path.of("/proc/self/mountinfo"));
        List<String> interfaces = Files.readAllLines(Path.of("/proc/net/route"));
        try (LiveUser user = LiveUser.self()) {
            String lab = user.lab("victim.yaml", LAB);
            for (int i = 0; i < kills; i++) {
                String round = "kill " + i + " of seed " + seed;
                if (i % 3 == 0) {
                    user.start("up", lab);
                } else {
                    assertThat(user.ganz("up", lab).err()).as(round).isEmpty();
                    user.start("exec", "a", "sleep", "1000");
                }
                if (i % 3 == 2) {
                    user.start("down");
                }
                Thread.sleep(random.nextInt(i % 3 == 0 ? 1500 : 400));
                kill(user, random);

                assertThat(user.remains()).as(round).isEmpty();
                assertThat(user.ganz("ps").out()).as(round).isEqualTo("no lab runs\n");
            }
        }
        assertThat(Files.readAllLines(Path.of("/proc/self/mountinfo"))).isEqualTo(mounts);
        assertThat(Files.readAllLines(Path.of("/proc/net/route"))).isEqualTo(interfaces);
    }

    /** Kills one process of the lab; where there is none yet, or none any more, those that start or end it. */
    private static void kill(LiveUser user, RandomGenerator random) throws Exception {
        Map<Long, String> all = user.processes();
        List<Long> ofLab = all.entrySet().stream()
                .filter(each -> each.getValue().contains("lab-process"))
                .map(Map.Entry::getKey)
                .toList();
        if (!ofLab.isEmpty()) {
            kill(ofLab.get(random.nextInt(ofLab.size())));
        }
        for (Map.Entry<Long, String> each : all.entrySet()) {
            if (each.getValue().matches(".* (up|down|exec) .*|.* down")) {
                kill(each.getKey());
            }
        }
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
}
