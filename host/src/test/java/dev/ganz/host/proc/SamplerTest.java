package dev.ganz.host.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ganz.host.BlockDevice;
import dev.ganz.host.Consumer;
import dev.ganz.host.CpuTime;
import dev.ganz.host.DeviceClass;
import dev.ganz.host.DiskLoad;
import dev.ganz.host.Machine;
import dev.ganz.host.Owner;
import dev.ganz.host.Owner.Kind;
import dev.ganz.host.Pressure;
import dev.ganz.host.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplerTest {
    @TempDir
    Path root;

    private FakeMachine machine;

    @BeforeEach
    void begin() throws IOException {
        machine = new FakeMachine(root)
                .disk("sda", "1", "none [mq-deadline] kyber bfq")
                .with("/proc/stat", "cpu 0 0 0 0 0\ncpu0 0 0 0 0 0\nprocs_running 1\nprocs_blocked 0\n")
                .with("/proc/diskstats", "8 0 sda 1 0 0 0 0 0 0 0 0 0 0\n8 1 sda1 1 0 0 0 0 0 0 0 0 0 0\n");
    }

    @Test
    void measuresWhatHappenedBetweenTwoLooks() throws IOException {
        Sampler sampler = machine.sampler();
        machine.with("/proc/stat", "cpu 0 0 10 90 100\ncpu0 0 0 4 0 96\nprocs_running 1\nprocs_blocked 8\n")
                .with(
                        "/proc/diskstats",
                        "8 0 sda 201 0 1600 4000 0 0 0 0 8 2000 16000\n8 1 sda1 201 0 0 0 0 0 0 0 0 0 0\n")
                .passes(2);

        Sample sample = sampler.next();

        assertThat(sample.seconds()).isEqualTo(2);
        assertThat(sample.cpus()).extracting(CpuTime::name).containsExactly(CpuTime.ALL, "cpu0");
        assertThat(sample.cpus().get(1).iowait()).isEqualTo(0.96);
        assertThat(sample.tasks().orElseThrow().blocked()).isEqualTo(8);
        assertThat(sample.disks()).containsExactly(new DiskLoad("sda", 100, 0, 1600 * 256, 0, 0.02, 0, 8, 1));
        assertThat(sample.pressure()).isEqualTo(Pressure.UNKNOWN);
        assertThat(sample.memory()).isEmpty();
    }

    @Test
    void leavesOutWhatCameOrWentInBetween() throws IOException {
        Sampler sampler = machine.sampler();
        machine.disk("sdb", "0", "[none]")
                .with("/proc/stat", "cpu 0 0 10 90 0\ncpu0 0 0 10 90 0\ncpu1 5 5 5 5 5\n")
                .with("/proc/diskstats", "8 16 sdb 1000000 0 0 0 0 0 0 0 0 0 0\n")
                .passes(1);

        Sample sample = sampler.next();

        assertThat(sample.cpus()).extracting(CpuTime::name).containsExactly(CpuTime.ALL, "cpu0");
        assertThat(sample.disks()).isEmpty();
        machine.with("/proc/diskstats", "8 16 sdb 1000010 0 0 0 0 0 0 0 0 0 0\n")
                .passes(1);
        assertThat(sampler.next().disks()).extracting(DiskLoad::reads).containsExactly(10.0);
    }

    @Test
    void tellsPressureThatIsAbsentFromPressureThatIsSwitchedOff() throws IOException {
        assertThat(machine.sampler().machine().pressure()).isEqualTo(Pressure.Support.ABSENT);

        Files.createDirectories(root.resolve("proc/pressure/io")); // a read fails, as with psi=0
        assertThat(machine.sampler().machine().pressure()).isEqualTo(Pressure.Support.DISABLED);

        Files.delete(root.resolve("proc/pressure/io"));
        machine.with("/proc/pressure/io", "some avg10=0.00 avg60=0.00 avg300=0.00 total=0\n");
        assertThat(machine.sampler().machine().pressure()).isEqualTo(Pressure.Support.AVAILABLE);
    }

    @Test
    void saysWhoAskedForHowMuchAndWaits() throws IOException {
        process("100", "qemu-system-x86", "S", 500, "qemu-system-x86_64\0-name\0web1\0-m\0002048\0", 1000, 5000);
        process("200", "odd) name (", "D", 600, "odd\0", 0, 0);
        Sampler sampler = machine.sampler();
        machine.with("/proc/100/task/101/stat", "101 (IO worker) D 1\n")
                .with("/proc/100/task/102/stat", "102 (IO worker) D 1\n")
                .with("/proc/100/wchan", "folio_wait_bit")
                .passes(2);
        process("100", "qemu-system-x86", "S", 500, "qemu-system-x86_64\0-name\0web1\0-m\0002048\0", 3000, 9000);
        process("200", "odd) name (", "D", 700, "odd\0", 100, 0); // another process of that number

        List<Consumer> consumers = sampler.next().consumers();

        assertThat(consumers)
                .containsExactly(
                        new Consumer(new Owner(Kind.GUEST, "web1"), 1000, 2000, 2, "folio_wait_bit"),
                        new Consumer(new Owner(Kind.PROCESS, "odd) name ("), 50, 0, 1, ""));
        assertThat(sampler.machine().guests().getFirst().memory()).isEqualTo(2L << 30);
    }

    @Test
    void knowsWhatKindOfDeviceEachIs() throws IOException {
        machine.disk("sdb", "0", "[mq-deadline] none")
                .disk("nvme0n1", "0", "[none] mq-deadline")
                .disk("vda", "1", "[none] mq-deadline")
                .with("/sys/block/dm-0/queue/rotational", "1\n")
                .with("/sys/block/dm-0/slaves/sda1/size", "1\n")
                .with("/sys/block/sda/sda1/size", "1\n")
                .with("/sys/block/sdc/device/vendor", "QEMU    \n")
                .with("/sys/block/sda/device/wwid", "naa.5000c500a0b1c2d3\n")
                .link("/sys/block/sdd", "../devices/platform/host5/session1/target5:0:0/block/sdd");

        Machine read = machine.sampler().machine();

        assertThat(read.device("sda"))
                .isEqualTo(new BlockDevice(
                        "sda",
                        "8:0",
                        DeviceClass.HDD,
                        1953525168L * 512,
                        "mq-deadline",
                        List.of("none", "mq-deadline", "kyber", "bfq"),
                        128,
                        64,
                        List.of(),
                        "",
                        "naa.5000c500a0b1c2d3",
                        "none"));
        assertThat(read.device("sdb").kind()).isEqualTo(DeviceClass.SSD);
        assertThat(read.device("sdc").kind()).isEqualTo(DeviceClass.VIRTUAL);
        assertThat(read.device("sdd").kind()).isEqualTo(DeviceClass.NETWORK);
        assertThat(read.device("nvme0n1").kind()).isEqualTo(DeviceClass.NVME);
        assertThat(read.device("vda").kind()).isEqualTo(DeviceClass.VIRTUAL);
        assertThat(read.device("dm-0").kind()).isEqualTo(DeviceClass.STACKED);
        assertThat(read.device("dm-0").members()).containsExactly("sda");
    }

    @Test
    void survivesATreeWithoutAnything() {
        Sampler sampler = new FakeMachine(root.resolve("nothing")).sampler();

        assertThat(sampler.next().cpus()).isEmpty();
        assertThat(sampler.machine().devices()).isEmpty();
    }

    @Test
    void readsThisMachineWithoutAPrivilege() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/diskstats")), "needs /proc, which Linux has");
        Sampler sampler = new Sampler(Path.of("/"), System::nanoTime, System::currentTimeMillis, 0);
        Path busy = Files.write(root.resolve("busy"), new byte[1 << 20]);
        for (long end = System.nanoTime() + 200_000_000; System.nanoTime() < end; ) {
            Files.readAllBytes(busy);
        }

        Sample sample = sampler.next();

        CpuTime cpu = sample.cpu().orElseThrow();
        assertThat(cpu.busy() + cpu.idle() + cpu.iowait() + cpu.steal()).isCloseTo(1, within(1e-9));
        assertThat(cpu.busy()).isPositive();
        assertThat(sampler.machine().memory()).isPositive();
        assertThat(sampler.machine().cpus()).isEqualTo(sample.cpus().size() - 1);
    }

    private void process(String pid, String name, String state, int started, String command, long read, long written)
            throws IOException {
        machine.with(
                        "/proc/" + pid + "/stat",
                        pid + " (" + name + ") " + state + " 1 1 1 0 -1 4194560 1 0 0 0 1 1 0 0 20 0 1 0 " + started
                                + " 1\n")
                .with("/proc/" + pid + "/cmdline", command)
                .with("/proc/" + pid + "/cgroup", "0::/\n")
                .with(
                        "/proc/" + pid + "/io",
                        "rchar: 9\nread_bytes: " + read + "\nwrite_bytes: " + written + "\ncancelled_write_bytes: 0\n");
    }
}
