package dev.ganz.host.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.host.Captures;
import dev.ganz.host.CpuTime;
import dev.ganz.host.DeviceClass;
import dev.ganz.host.FileSystem;
import dev.ganz.host.Guest;
import dev.ganz.host.Memory;
import dev.ganz.host.NetworkLoad;
import dev.ganz.host.Owner;
import dev.ganz.host.RaidArray;
import dev.ganz.host.Recording;
import dev.ganz.host.RemoteMount;
import dev.ganz.host.Sample;
import dev.ganz.host.file.RecordingFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Situations, each with the verdict that an administrator would want: constructed ones, and two that were recorded. */
class DiagnosisTest {
    @Test
    void namesTheDiskTheGuestsAndWhatToDoWhereEightGuestsShareOne() {
        Story story = new Story()
                .device("sda", DeviceClass.HDD, "none")
                .load("sda", 100, 80, 1)
                .waits(0.96, 8, 0.95, 0.6);
        for (int i = 1; i <= 8; i++) {
            story.guest("web" + i, i == 1 ? 800e3 : 100e3, 1);
        }

        Finding first = story.findings().getFirst();

        assertThat(first.rule()).isEqualTo("slow-disk");
        assertThat(first.subject()).isEqualTo("sda");
        assertThat(first.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(first.confidence()).isEqualTo(Confidence.HIGH);
        assertThat(first.what()).startsWith("sda (hard disk) is the bottleneck for VM web1, VM web2");
        assertThat(first.evidence())
                .extracting(Evidence::words)
                .contains("sda takes 80 ms a request (from 20 ms on)", "8 tasks blocked on devices (from 1 on)");
        assertThat(first.causes()).first().isEqualTo("VM web1 (800 kB/s, 53.3 %)");
        assertThat(first.sufferers()).contains("VM web3 (1 task)");
        assertThat(first.advice()).extracting(Advice::what).first().asString().contains("mq-deadline instead of none");
        // 8 under way, 10 ms each: two disks serve them in (8 + 1) / 2 times 10 ms.
        assertThat(first.advice())
                .extracting(Advice::gain)
                .last()
                .asString()
                .startsWith("about 45 ms instead of 80 ms");
        assertThat(first.since()).isEqualTo("all the time (10 samples)");
    }

    @Test
    void needsSomebodyWhoWaitsBesideASlowDisk() {
        List<Finding> findings = new Story()
                .device("sda", DeviceClass.HDD, "mq-deadline")
                .load("sda", 100, 80, 1)
                .waits(0, 0, 0.02, 0)
                .findings();

        assertThat(alarms(findings)).isEmpty();
        assertThat(findings)
                .extracting(Finding::what)
                .containsExactly("sda (hard disk) is slow, and nobody waits for it");
    }

    @Test
    void needsASlowDiskBesideSomebodyWhoWaits() {
        assertThat(alarms(new Story()
                        .device("sda", DeviceClass.HDD, "mq-deadline")
                        .load("sda", 80, 9, 0.6)
                        .waits(0.5, 2, 0.4, 0.2)
                        .findings()))
                .isEmpty();
    }

    @Test
    void doesNotTakeABusyNvmeForASlowOne() {
        assertThat(new Story()
                        .device("nvme0n1", DeviceClass.NVME, "none")
                        .load("nvme0n1", 90_000, 0.09, 1)
                        .waits(0.3, 2, 0.3, 0.05)
                        .findings())
                .isEmpty();
    }

    @Test
    void allowsLargeRequestsTheTimeThatMovingThemTakes() {
        Story story = new Story().device("sda", DeviceClass.SSD, "none").waits(0.3, 2, 0.3, 0.05);

        assertThat(story.load("sda", 300, 1 << 20, 7, 1).findings()).isEmpty();
        assertThat(new Story()
                        .device("sda", DeviceClass.SSD, "none")
                        .waits(0.3, 2, 0.3, 0.05)
                        .load("sda", 300, 4096, 7, 1)
                        .findings())
                .isNotEmpty();
    }

    @Test
    void takesIdleIoUringForWhatItIs() {
        List<Finding> findings = new Story()
                .device("sda", DeviceClass.SSD, "none")
                .load("sda", 3, 0.2, 0.001)
                .waits(0.97, 0, 0.98, 0.9)
                .ring(new Owner(Owner.Kind.SERVICE, "mariadb"))
                .findings();

        assertThat(alarms(findings)).isEmpty();
        assertThat(findings.getFirst().what())
                .isEqualTo(
                        "the waiting is no trouble: service mariadb waits in io_uring, which the kernel counts as I/O");
        assertThat(findings.getFirst().confidence()).isEqualTo(Confidence.HIGH);
    }

    @Test
    void findsALimitThatHoldsRequestsBackBeforeTheyReachTheDisk() {
        List<Finding> findings = new Story()
                .device("sda", DeviceClass.HDD, "mq-deadline")
                .load("sda", 100, 0.3, 0.02)
                .waits(0, 8, 0.99, 0.4)
                .guest("web1", 400e3, 8)
                .findings();

        assertThat(findings).extracting(Finding::rule).containsExactly("held-back-io");
        assertThat(findings.getFirst().sufferers()).containsExactly("VM web1 (8 tasks)");
    }

    @Test
    void explainsBusyMembersByTheCheckOfTheirArray() {
        List<Finding> findings = new Story()
                .device("sda", DeviceClass.HDD, "mq-deadline")
                .device("md0", DeviceClass.STACKED, "", "sda")
                .load("sda", 120, 60, 1)
                .waits(0.3, 2, 0.3, 0.1)
                .array(new RaidArray("md0", List.of("sda1", "sdb1"), 0, "check"))
                .findings();

        assertThat(alarms(findings)).isEmpty();
        assertThat(findings)
                .extracting(Finding::what)
                .containsExactly("md0 is busy with its check, and so are its members");
    }

    @Test
    void countsAStackedDeviceAndItsMembersOnce() {
        assertThat(new Story()
                        .device("dm-0", DeviceClass.STACKED, "", "sda")
                        .device("sda", DeviceClass.HDD, "mq-deadline")
                        .load("dm-0", 100, 80, 1)
                        .load("sda", 100, 75, 1)
                        .waits(0.9, 8, 0.9, 0.6)
                        .findings())
                .extracting(Finding::subject)
                .containsExactly("sda");
    }

    @Test
    void findsASlowSan() {
        List<Finding> findings = new Story()
                .device("sdc", DeviceClass.NETWORK, "none")
                .load("sdc", 400, 45, 1)
                .waits(0.6, 12, 0.7, 0.3)
                .findings();

        assertThat(findings).extracting(Finding::what).containsExactly("sdc (network disk) is the bottleneck");
    }

    @Test
    void findsASlowFileServerByItsMountAndByWhereTasksSleep() {
        Story mounted = new Story()
                .mount(new RemoteMount("/srv/vms", "nas:/vms", 40, 0.15, 0.16))
                .waits(0.6, 3, 0.6, 0.3);
        assertThat(mounted.findings().getFirst().what())
                .isEqualTo("nas:/vms answers slowly: /srv/vms is the bottleneck");
        assertThat(mounted.findings().getFirst().severity()).isEqualTo(Severity.CRITICAL);

        List<Finding> slept = new Story()
                .fileSystem(new FileSystem("/srv/vms", "nfs4", "nas:/vms", 0, 0, 0))
                .sleeper("backup", "rpc_wait_bit_killable")
                .waits(0.6, 1, 0.6, 0.3)
                .findings();
        assertThat(slept).extracting(Finding::what).containsExactly("tasks wait for a file server: one of /srv/vms");
    }

    @Test
    void blamesShortMemoryBeforeTheDiskThatSwapsForIt() {
        List<Finding> findings = new Story()
                .device("sda", DeviceClass.HDD, "mq-deadline")
                .load("sda", 120, 70, 1)
                .swapsTo("sda")
                .memory(new Memory(16L << 30, 300L << 20, 4L << 30, 3L << 30, 900, 1200, 800, 0.2), 0.7, 0.4)
                .waits(0.8, 9, 0.8, 0.5)
                .findings();

        assertThat(findings).extracting(Finding::rule).containsExactly("memory-pressure", "slow-disk");
        assertThat(findings.getFirst().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void letsPagesGoToSwapSpaceThatNobodyMisses() {
        assertThat(new Story()
                        .memory(new Memory(16L << 30, 6L << 30, 4L << 30, 1L << 30, 0, 40, 0, 0.2), 0.001, 0)
                        .findings())
                .isEmpty();
    }

    @Test
    void findsStolenTime() {
        List<Finding> findings = new Story()
                .cpu(new CpuTime(CpuTime.ALL, 0.4, 0, 0.1, 0.15, 0, 0, 0.35), 4, 0.2)
                .findings();

        assertThat(findings).extracting(Finding::rule).containsExactly("stolen-time");
        assertThat(findings.getFirst().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void findsSaturatedCpusButNotBusyOnes() {
        CpuTime busy = new CpuTime(CpuTime.ALL, 0.9, 0, 0.09, 0.01, 0, 0, 0);

        assertThat(new Story().cpu(busy, 4, 0.1).findings()).isEmpty();
        assertThat(new Story().cpu(busy, 30, 0.95).findings())
                .extracting(Finding::rule)
                .containsExactly("saturated-cpu");
    }

    @Test
    void findsWritersThatWaitForDirtyPages() {
        Memory dirty = new Memory(16L << 30, 8L << 30, 0, 0, 0, 0, 0, 0.97);

        assertThat(new Story().memory(dirty, 0, 0).findings()).isEmpty();
        assertThat(new Story().memory(dirty, 0, 0).waits(0.5, 4, 0.5, 0.2).findings())
                .extracting(Finding::rule)
                .contains("dirty-pages");
    }

    @Test
    void findsGuestsThatDoNotFitIntoSharedMemory() {
        List<Finding> findings = new Story()
                .fileSystem(new FileSystem("/dev/shm", "tmpfs", "tmpfs", 24L << 30, 24L << 30, 0))
                .fileSystem(new FileSystem("/dev/shm", "tmpfs", "tmpfs", 5L << 30, 5L << 30, 0))
                .machineGuest(new Guest("web1", "QEMU", 4L << 30, true, List.of()))
                .machineGuest(new Guest("web2", "QEMU", 4L << 30, true, List.of()))
                .machineGuest(new Guest("db", "QEMU", 8L << 30, false, List.of()))
                .findings();

        assertThat(findings).extracting(Finding::subject).containsExactly("/dev/shm");
        assertThat(findings.getFirst().sufferers()).containsExactly("VM web1", "VM web2");
        assertThat(findings.getFirst().advice().getFirst().what()).startsWith("make it 9.45 GB");
    }

    @Test
    void putsErrorsAndLostMembersFirst() {
        List<Finding> findings = new Story()
                .device("sda", DeviceClass.HDD, "mq-deadline")
                .load("sda", 100, 80, 1)
                .waits(0.9, 8, 0.9, 0.5)
                .fileSystem(new FileSystem("/", "ext4", "/dev/sda1", 100, 50, 3))
                .fileSystem(new FileSystem("/srv", "xfs", "/dev/sda2", 1000, 2, 0))
                .array(new RaidArray("md0", List.of("sda1"), 1, "idle"))
                .findings();

        assertThat(findings)
                .extracting(Finding::rule)
                .containsExactly("file-system-errors", "full-file-system", "degraded-raid", "slow-disk");
    }

    @Test
    void findsASaturatedInterface() {
        assertThat(new Story()
                        .network(new NetworkLoad("eth0", 3e6, 119e6, 12, 1_000_000_000))
                        .network(new NetworkLoad("eth1", 119e6, 3e6, 0, 0))
                        .findings())
                .extracting(Finding::subject)
                .containsExactly("eth0");
    }

    @Test
    void notesASchedulerThatDoesNotFitADiskInUse() {
        List<Finding> findings = new Story()
                .device("sda", DeviceClass.HDD, "none")
                .device("sdb", DeviceClass.HDD, "bfq")
                .device("nvme0n1", DeviceClass.NVME, "bfq")
                .device("sdc", DeviceClass.HDD, "none")
                .load("sda", 10, 5, 0.05)
                .load("sdb", 10, 5, 0.05)
                .load("nvme0n1", 10, 0.1, 0.05)
                .findings();

        assertThat(alarms(findings)).isEmpty();
        assertThat(findings).extracting(Finding::subject).containsExactly("nvme0n1", "sda");
    }

    @Test
    void saysNothingOfAHealthyMachine() {
        assertThat(new Story()
                        .device("sda", DeviceClass.HDD, "mq-deadline")
                        .device("nvme0n1", DeviceClass.NVME, "none")
                        .load("sda", 40, 8, 0.3)
                        .load("nvme0n1", 2000, 0.2, 0.3)
                        .fileSystem(new FileSystem("/", "ext4", "/dev/sda1", 100, 50, 0))
                        .waits(0.05, 0, 0.03, 0.01)
                        .findings())
                .isEmpty();
    }

    @Test
    void waitsForThreeSamplesAndLeavesByHysteresis() {
        List<Sample> samples = new ArrayList<>();
        double[] awaits = {5, 90, 90, 5, 30, 25, 21, 16, 15, 13, 90, 5};
        for (int i = 0; i < awaits.length; i++) {
            samples.add(new Story()
                    .device("sda", DeviceClass.HDD, "mq-deadline")
                    .load("sda", 100, awaits[i], 1)
                    .waits(0.5, 4, 0.5, 0.1)
                    .sample(1000L * (i + 1)));
        }
        Story machine = new Story().device("sda", DeviceClass.HDD, "mq-deadline");

        List<Finding> findings = Diagnosis.of(new Recording("story", "ganz", machine.machine(), samples));

        assertThat(findings).extracting(Finding::since).containsExactly("from 1970-01-01T00:00:04Z, 5 of 12 samples");
        assertThat(Diagnosis.of(new Recording("story", "ganz", machine.machine(), samples.subList(0, 4))))
                .isEmpty();
    }

    @Test
    void isNotSureOfASingleSample() {
        Finding finding = new Story()
                .device("sda", DeviceClass.HDD, "mq-deadline")
                .load("sda", 100, 80, 1)
                .waits(0.9, 8, 0.9, 0.5)
                .lasts(1)
                .findings()
                .getFirst();

        assertThat(finding.confidence()).isEqualTo(Confidence.LOW);
        assertThat(finding.since()).isEqualTo("in the only sample");
    }

    @Test
    void asksForMoreWhereTopAloneSaysThatACpuWaits() throws IOException {
        Recording top = RecordingFile.read(
                "top.txt", new java.io.ByteArrayInputStream("""
                        top - 14:01:11 up 12 days,  3:04,  2 users,  load average: 1.02, 0.97, 0.91
                        Cpu0  :  0.0%us,  1.3%sy,  0.0%ni,  2.5%id, 96.2%wa,  0.0%hi,  0.0%si,  0.0%st
                        """.getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        List<Finding> findings = Diagnosis.of(top);

        assertThat(findings)
                .extracting(Finding::what)
                .containsExactly("a CPU waits for I/O most of the time; top does not say which device it waits for");
        assertThat(alarms(findings)).isEmpty();
    }

    @Test
    void findsNothingInTheCapturesOfAMachineWhoseDisksWereWell() throws IOException {
        for (String capture : List.of("iostat-x-text.txt", "iostat-x-json.txt", "sar-text.txt")) {
            try (InputStream in = Files.newInputStream(Captures.file(capture))) {
                assertThat(Diagnosis.of(RecordingFile.read(capture, in)))
                        .as(capture)
                        .extracting(Finding::rule)
                        .doesNotContain("slow-disk", "quiet-wait", "memory-pressure");
            }
        }
    }

    @Test
    void findsTheSlowDiskThatWasRecordedThoughBusyCpusHideItsIowait() throws IOException {
        List<Finding> findings = recorded("slow-loop.jsonl");

        assertThat(findings.getFirst().what()).isEqualTo("loop0 (loop device) is the bottleneck for process fio");
        assertThat(findings.getFirst().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(findings.getFirst().evidence())
                .extracting(Evidence::metric)
                .contains("disk_await_seconds", "pressure_io_some_share", "tasks_blocked")
                .doesNotContain("cpu_iowait_share");
        assertThat(findings.getFirst().sufferers()).containsExactly("process fio (8 tasks)");
    }

    @Test
    void findsTheLimitThatWasRecorded() throws IOException {
        Finding finding = recorded("held-back.jsonl").getFirst();

        assertThat(finding.rule()).isEqualTo("held-back-io");
        assertThat(finding.sufferers()).containsExactly("process fio (8 tasks)");
    }

    private static List<Finding> recorded(String name) throws IOException {
        try (InputStream in = java.util.Objects.requireNonNull(DiagnosisTest.class.getResourceAsStream(name))) {
            return Diagnosis.of(RecordingFile.read(name, in));
        }
    }

    private static List<Finding> alarms(List<Finding> findings) {
        return findings.stream().filter(Finding::isAlarm).toList();
    }
}
