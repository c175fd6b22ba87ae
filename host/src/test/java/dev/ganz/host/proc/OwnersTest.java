package dev.ganz.host.proc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.host.Guest;
import dev.ganz.host.Owner;
import dev.ganz.host.Owner.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnersTest {
    @Test
    void namesAGuestAsItsAdministratorDoes() {
        assertThat(command("/usr/bin/qemu-system-x86_64 -name guest=web1,debug-threads=on -m 2048"))
                .isEqualTo(new Owner(Kind.GUEST, "web1"));
        assertThat(command("/usr/libexec/qemu-kvm -name db")).isEqualTo(new Owner(Kind.GUEST, "db"));
        assertThat(command("/usr/bin/kvm -id 100 -name mail,debug-threads=on"))
                .isEqualTo(new Owner(Kind.GUEST, "mail"));
        assertThat(command("qemu-system-aarch64 -drive if=none,file=/srv/vms/build.qcow2,cache=none"))
                .isEqualTo(new Owner(Kind.GUEST, "build.qcow2"));
        assertThat(command("/usr/lib/virtualbox/VBoxHeadless --comment shop --startvm 1234-5678"))
                .isEqualTo(new Owner(Kind.GUEST, "shop"));
        assertThat(command("/usr/lib/vmware/bin/vmware-vmx -s foo=bar /vms/files/files.vmx"))
                .isEqualTo(new Owner(Kind.GUEST, "files"));
    }

    @Test
    void namesServicesAndContainersByTheirControlGroups() {
        assertThat(group("0::/machine.slice/machine-qemu\\x2d3\\x2dweb\\x2d1.scope/libvirt/emulator"))
                .isEqualTo(new Owner(Kind.GUEST, "web-1"));
        assertThat(group("0::/system.slice/postgresql.service")).isEqualTo(new Owner(Kind.SERVICE, "postgresql"));
        assertThat(group("0::/system.slice/system-postgresql.slice/postgresql@15-main.service"))
                .isEqualTo(new Owner(Kind.SERVICE, "postgresql@15-main"));
        assertThat(group("0::/system.slice/docker-0123456789abcdef0123.scope"))
                .isEqualTo(new Owner(Kind.CONTAINER, "0123456789ab"));
        assertThat(group("0::/lxc.payload.mail/init.scope")).isEqualTo(new Owner(Kind.CONTAINER, "mail"));
        assertThat(group("4:blkio:/machine/old.libvirt-qemu")).isEqualTo(new Owner(Kind.GUEST, "old"));
        assertThat(group("0::/user.slice/user-0.slice/session-1.scope")).isEqualTo(new Owner(Kind.PROCESS, "dd"));
        assertThat(Owners.of("kworker/0:1", List.of(), List.of("0::/")))
                .isEqualTo(new Owner(Kind.KERNEL, "kworker/0:1"));
    }

    @Test
    void readsWhatAGuestWasGivenFromItsCommandLine() {
        assertThat(guest("qemu-system-x86_64 -name a -m 4G -object memory-backend-file,id=m,mem-path=/dev/shm,size=4G"
                        + " -drive file=a.raw,cache=none,aio=native"))
                .isEqualTo(new Guest("a", "QEMU", 4L << 30, true, List.of("cache=none,aio=native")));
        assertThat(guest("qemu-system-x86_64 -m size=2097152k,slots=16,maxmem=8G -name b")
                        .memory())
                .isEqualTo(2L << 30);
        assertThat(guest("qemu-system-x86_64 -name c -m 99999999999999999999").memory())
                .isEqualTo(128L << 20);
        assertThat(guest("kvm -name d -m 512 -mem-path /dev/shm/d -name").shared())
                .isTrue();
    }

    private static Owner command(String line) {
        return Owners.of("x", List.of(line.split(" ", -1)), List.of("0::/"));
    }

    private static Owner group(String line) {
        return Owners.of("dd", List.of("dd", "if=/dev/zero"), List.of(line));
    }

    private static Guest guest(String line) {
        return new CommandLine(List.of(line.split(" ", -1))).guest();
    }
}
