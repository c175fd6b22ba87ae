package dev.ganz.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NamespaceTest {
    @Test
    void aThreadAloneEntersANewNamespaceAndItsProgramsWithIt() throws Exception {
        String outside = Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString();

        Room.enter(() -> assertThat(Room.output("readlink /proc/self/ns/net"))
                .startsWith("net:[")
                .doesNotContain(outside));

        assertThat(Files.readSymbolicLink(Path.of("/proc/self/ns/net"))).hasToString(outside);
    }

    @Test
    void entersANamespaceThatSomebodyElseMade() throws Exception {
        Descriptor[] made = new Descriptor[3];
        String[] inside = new String[1];
        Room.enter(() -> {
            Mounts.hostname("elsewhere");
            Mounts.tmpfs("/mnt", "755");
            Files.writeString(Path.of("/mnt/mark"), "here");
            made[0] = Namespace.NETWORK.current();
            made[1] = Namespace.MOUNT.current();
            made[2] = Namespace.UTS.current();
            inside[0] = Room.output("readlink /proc/self/ns/net");
        });

        Room.enter(() -> {
            Namespace.NETWORK.enter(made[0]);
            Namespace.MOUNT.enter(made[1]);
            Namespace.UTS.enter(made[2]);
            assertThat(Room.output("readlink /proc/self/ns/net")).isEqualTo(inside[0]);
            assertThat(Room.output("hostname", "&& cat /mnt/mark")).isEqualTo("elsewhere\nhere");
        });

        assertThat(Path.of("/mnt/mark")).doesNotExist();
        for (Descriptor each : made) {
            each.close();
        }
    }

    @Test
    void namesTheCallTheErrnoAndItsMeaning() {
        assertThatThrownBy(() -> Mounts.tmpfs("/no/such/place", "755"))
                .isInstanceOf(SyscallException.class)
                .hasMessageMatching("mount tmpfs on /no/such/place: "
                        + "(ENOENT \\(no such file or directory\\)|EPERM \\(operation not permitted\\))");
    }

    @Test
    void keepsTheNumberOfAnErrorThatHasNoName() {
        assertThat(new Errno(517)).hasToString("E517 (error 517)");
        assertThat(Errno.EPERM.name()).isEqualTo("EPERM");
    }
}
