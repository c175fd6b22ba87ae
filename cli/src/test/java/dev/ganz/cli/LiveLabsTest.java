package dev.ganz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.cli.LiveUser.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Labs that ship, with the real programs that they are about. */
class LiveLabsTest {
    @Test
    void twoProvidersFindTheirOtherLineByBgp() throws Exception {
        try (LiveUser user = LiveUser.rootless()) {
            user.requires("/usr/sbin/bird", "bird2");
            passes(user, "two-providers-bgp.yaml");
        }
    }

    @Test
    void aVisitorSeesThePageThroughLoss() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            passes(user, "web-behind-loss.yaml");
        }
    }

    @Test
    void clientsGetAddressesFromTheServer() throws Exception {
        try (LiveUser user = LiveUser.self()) {
            user.requires("/usr/sbin/dnsmasq", "dnsmasq-base");
            user.requires("/usr/bin/busybox", "busybox-static");
            Ended up = user.ganz("up", lab("dhcp.yaml"));
            assertThat(up.status()).as(up.err()).isZero();

            String leases = user.ganz("exec", "server", "cat", "/run/leases").out();
            assertThat(leases).hasLineCount(2);
            for (String client : new String[] {"laptop", "tablet"}) {
                String address = user.ganz("exec", client, "--", "ip", "-4", "-o", "addr", "show", "eth1")
                        .out()
                        .replaceFirst("(?s).* inet (\\S+)/24 .*", "$1");
                assertThat(leases).contains(" " + address + " ");
                assertThat(user.ganz("exec", client, "--", "ping", "-c", "1", "-W", "2", "10.5.0.9")
                                .out())
                        .contains(" 0% packet loss");
            }
        }
    }

    private static void passes(LiveUser user, String name) throws Exception {
        Ended test = user.ganz("up", "--test", lab(name));
        assertThat(test.status()).as(test.out() + test.err()).isEqualTo(ExitStatus.OK);
        assertThat(test.out()).contains("Expectations: all").contains("in real time");
        assertThat(user.remains()).isEmpty();
    }

    private static String lab(String name) {
        return Path.of(System.getProperty("ganz.root"), "labs", name).toString();
    }
}
