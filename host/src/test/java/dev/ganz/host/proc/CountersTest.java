package dev.ganz.host.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganz.host.Captures;
import dev.ganz.host.CpuTime;
import dev.ganz.host.DiskLoad;
import dev.ganz.host.Memory;
import dev.ganz.host.RaidArray;
import dev.ganz.host.RemoteMount;
import dev.ganz.host.Stall;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CountersTest {
    @Test
    void computesWhatIostatComputesFromTwoLooksAtARealDisk() throws IOException {
        List<List<String>> looks = Captures.parts("proc-diskstats-2samples-6.18.txt");
        double seconds = (1795333340459L - 1795333338386L) / 1e3;

        DiskLoad vda = disk(looks.get(1).getFirst())
                .since(disk(looks.get(0).getFirst()), seconds)
                .orElseThrow();

        assertThat(vda.writes()).isCloseTo(135 / seconds, within(1e-9));
        assertThat(vda.writeAwait()).isCloseTo(0.481 / 135, within(1e-9));
        assertThat(vda.writtenOctets()).isCloseTo(13632 * 512 / seconds, within(1e-6));
        assertThat(vda.queue()).isCloseTo(0.487 / seconds, within(1e-9));
        assertThat(vda.utilisation()).isCloseTo(0.016 / seconds, within(1e-9));
        assertThat(vda.reads()).isZero();
        assertThat(vda.readAwait()).isZero();
    }

    @Test
    void readsDisksOfEveryKernelAndColumnsThatAreStillToCome() {
        String eleven = "   8       0 sda 10 1 80 7 20 2 160 40 0 30 47";
        for (String more : List.of("", " 1 2 3 4", " 1 2 3 4 5 6", " 1 2 3 4 5 6 7 8 9")) {
            DiskLoad load = disk(eleven + more)
                    .since(disk("8 0 sda 0 0 0 0 0 0 0 0 0 0 0"), 1)
                    .orElseThrow();

            assertThat(load).isEqualTo(new DiskLoad("sda", 10, 20, 40960, 81920, 7e-3 / 10, 2e-3, 0.047, 0.03));
        }
        assertThat(DiskCounters.parse(List.of("   8       1 sda1 10 80 20 160")))
                .isEmpty();
    }

    @Test
    void followsMillisecondsOverTheirWrap() {
        DiskCounters before = disk("8 0 sda 100 0 0 4294967290 0 0 0 0 0 4294967200 4294967290");
        DiskCounters after = disk("8 0 sda 110 0 0 14 0 0 0 0 0 104 1000");

        DiskLoad load = after.since(before, 1).orElseThrow();

        assertThat(load.readAwait()).isEqualTo(0.020 / 10);
        assertThat(load.utilisation()).isEqualTo(0.2);
        assertThat(load.queue()).isCloseTo(1.006, within(1e-12));
    }

    @Test
    void saysNothingOfADiskThatWasReplacedOrBeganAnew() {
        DiskCounters before = disk("8 0 sda 100 0 800 50 100 0 800 50 0 90 100");

        assertThat(disk("8 0 sda 3 0 24 1 0 0 0 0 0 1 1").since(before, 1)).isEmpty();
        assertThat(disk("8 16 sda 300 0 2400 150 300 0 2400 150 0 190 300").since(before, 1))
                .isEmpty();
    }

    @Test
    void neverFallsBelowZeroWhenTimesGoBackwards() {
        DiskLoad load = disk("8 0 sda 110 0 800 40 100 0 800 50 0 80 90")
                .since(disk("8 0 sda 100 0 800 50 100 0 800 50 0 90 100"), 1)
                .orElseThrow();

        assertThat(load).isEqualTo(new DiskLoad("sda", 10, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void sharesOutTheTimeOfARealCpu() throws IOException {
        List<List<String>> looks = Captures.parts("proc-stat-2samples-6.18.txt");

        CpuTime all = CpuCounters.parse(looks.get(1))
                .getFirst()
                .since(CpuCounters.parse(looks.get(0)).getFirst())
                .orElseThrow();

        double ticks = 191 + 92 + 122 + 11;
        assertThat(all.name()).isEqualTo(CpuTime.ALL);
        assertThat(all.user()).isCloseTo(191 / ticks, within(1e-12));
        assertThat(all.steal()).isCloseTo(11 / ticks, within(1e-12));
        assertThat(all.iowait()).isZero();
        assertThat(all.busy()).isCloseTo((191 + 92 + 122) / ticks, within(1e-12));
    }

    @Test
    void takesIowaitThatGoesBackwardsForNone() {
        CpuTime cpu = cpu("cpu0 20 0 10 100 40 0 0 0 0 0")
                .since(cpu("cpu0 10 0 0 100 50 0 0 0 0 0"))
                .orElseThrow();

        assertThat(cpu.iowait()).isZero();
        assertThat(cpu.user()).isEqualTo(0.5);
    }

    @Test
    void readsCpusOfOldKernelsAndOfThoseThatAreSwitchedOff() {
        assertThat(cpu("cpu 10 0 5 85").since(cpu("cpu 0 0 0 0")).orElseThrow().idle())
                .isEqualTo(0.85);
        assertThat(cpu("cpu1 1 2 3 4 5 6 7 8").since(cpu("cpu1 1 2 3 4 5 6 7 8")))
                .isEmpty();
    }

    @Test
    void makesAWindowOfItsOwnFromTheTotalsOfPressure() throws IOException {
        Optional<PressureCounters> before = PressureCounters.parse(
                String.join("\n", Captures.parts("proc-pressure-6.18.txt").get(1)));
        Optional<PressureCounters> after = PressureCounters.parse(
                "some avg10=1.00 avg60=0.00 avg300=0.00 total=22954915\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=5638860\n");

        assertThat(before).hasValue(new PressureCounters(22454915, 5438860));
        assertThat(PressureCounters.between(before, after, 2)).hasValue(new Stall(0.25, 0.1));
        assertThat(PressureCounters.between(after, before, 2)).isEmpty();
        assertThat(PressureCounters.parse("cat: no such file")).isEmpty();
    }

    @Test
    void tellsHowFarWritersAreFromHavingToWait() {
        MemoryCounters before = memory("pswpin 10\npswpout 0\npgmajfault 5\n");
        MemoryCounters after =
                memory("pswpin 30\npswpout 100\npgmajfault 5\nnr_dirty 70\nnr_writeback 20\nnr_dirty_threshold 100\n");

        assertThat(after.since(before, 2))
                .hasValue(new Memory(1 << 20, 512 << 10, 100 << 10, 25 << 10, 10, 50, 0, 0.9));
    }

    @Test
    void readsTheStateOfRaidArrays() {
        List<String> mdstat = """
                Personalities : [raid1] [raid6] [raid5] [raid4]
                md0 : active raid1 sdb1[1] sda1[0]
                      488254464 blocks super 1.2 [2/2] [UU]
                      [=>...................]  check =  8.7% (42480000/488254464) finish=60.1min speed=123456K/sec
                      bitmap: 0/4 pages [0KB], 65536KB chunk

                md127 : active (auto-read-only) raid5 sdc[0] sdd[1](F) sde[3](S)
                      1953260544 blocks super 1.2 level 5, 512k chunk, algorithm 2 [3/2] [U_U]
                      	resync=PENDING

                unused devices: <none>
                """.lines().toList();

        assertThat(RaidArrays.parse(mdstat))
                .containsExactly(
                        new RaidArray("md0", List.of("sdb1", "sda1"), 0, "check"),
                        new RaidArray("md127", List.of("sdc", "sdd", "sde"), 1, "idle"));
    }

    @Test
    void measuresAnNfsMountLikeNfsiostat() {
        String stats = """
                device proc mounted on /proc with fstype proc
                device nas:/vms mounted on /srv/vms with fstype nfs4 statvers=1.1
                	opts:	rw,vers=4.2
                	per-op statistics
                	        NULL: 1 1 0 44 24 0 0 0 0
                	        READ: %d %d 0 1 1 0 %d %d 0
                	       WRITE: 0 0 0 0 0 0 0 0 0

                """;
        Map<String, MountCounters> before = MountCounters.parse(
                stats.formatted(100, 100, 1000, 1500).lines().toList());
        Map<String, MountCounters> after = MountCounters.parse(
                stats.formatted(150, 150, 3000, 4000).lines().toList());

        assertThat(after.values()
                        .iterator()
                        .next()
                        .since(before.values().iterator().next(), 10))
                .hasValue(new RemoteMount("/srv/vms", "nas:/vms", 5, 0.04, 0.05));
        assertThat(after).hasSize(1);
    }

    @Test
    void readsTheSizeOfARealSharedMemory() throws IOException {
        List<String> lines = Files.readAllLines(Captures.file("mountinfo-shm.txt"));

        assertThat(Mounts.size(lines.get(1).substring(lines.get(1).lastIndexOf(' ') + 1)))
                .isEqualTo(5L << 30);
        assertThat(Mounts.size("rw,mode=1777")).isZero();
        assertThat(Mounts.size("rw,size=16g,mode=1777")).isEqualTo(16L << 30);
    }

    private static MemoryCounters memory(String vmstat) {
        return new MemoryCounters(
                NamedNumbers.parse(List.of(
                        "MemTotal:  1024 kB", "MemAvailable:  512 kB", "SwapTotal:  100 kB", "SwapFree:  75 kB")),
                NamedNumbers.parse(vmstat.lines().toList()));
    }

    private static DiskCounters disk(String line) {
        return DiskCounters.parse(List.of(line)).values().iterator().next();
    }

    private static CpuCounters cpu(String line) {
        return CpuCounters.parse(List.of(line)).getFirst();
    }
}
