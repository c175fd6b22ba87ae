package dev.ganz.host.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ganz.host.BlockDevice;
import dev.ganz.host.Captures;
import dev.ganz.host.Consumer;
import dev.ganz.host.CpuTime;
import dev.ganz.host.DeviceClass;
import dev.ganz.host.DiskLoad;
import dev.ganz.host.FileSystem;
import dev.ganz.host.Guest;
import dev.ganz.host.HostException;
import dev.ganz.host.Machine;
import dev.ganz.host.Memory;
import dev.ganz.host.NetworkLoad;
import dev.ganz.host.Owner;
import dev.ganz.host.Pressure;
import dev.ganz.host.RaidArray;
import dev.ganz.host.Recording;
import dev.ganz.host.RemoteMount;
import dev.ganz.host.Sample;
import dev.ganz.host.Stall;
import dev.ganz.host.Tasks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecordingFileTest {
    @Test
    void readsIostatInTextAndJson() throws IOException {
        Recording text = capture("iostat-x-text.txt");
        assertThat(text.form()).isEqualTo("iostat");
        assertThat(text.machine().name()).isEqualTo("vm");
        assertThat(text.machine().cpus()).isEqualTo(2);
        assertThat(text.samples()).hasSize(1); // the first report is the mean since boot
        assertThat(text.samples().getFirst().cpu().orElseThrow().user()).isEqualTo(0.45);
        assertThat(text.samples().getFirst().disk("vda"))
                .hasValue(new DiskLoad("vda", 82, 25, 3492 * 1024, 136 * 1024, 0.00049, 0.00044, 0.05, 0.012));

        Recording json = capture("iostat-x-json.txt");
        assertThat(json.machine().name()).isEqualTo("host1");
        assertThat(json.samples().getFirst().disk("vda"))
                .hasValue(new DiskLoad("vda", 20, 3, 200 * 1024, 740 * 1024, 0.0006, 0.00067, 0.01, 0.016));
    }

    @Test
    void readsSar() throws IOException {
        Recording sar = capture("sar-text.txt");

        assertThat(sar.samples()).hasSize(2);
        Sample first = sar.samples().getFirst();
        assertThat(first.cpu().orElseThrow().nice()).isCloseTo(0.47, within(1e-12));
        DiskLoad vda = first.disk("vda").orElseThrow();
        assertThat(vda.requests()).isCloseTo(69.31, within(1e-9));
        assertThat(vda.await()).isCloseTo(0.00031, within(1e-12));
        assertThat(vda.readOctets()).isCloseTo(1196.04 * 1024, within(1e-6));
    }

    @Test
    void readsSadf() {
        Recording sadf = read("""
                {"sysstat": {"hosts": [{"nodename": "vm", "release": "6.1", "number-of-cpus": 2, "statistics": [
                  {"timestamp": {"date": "2026-11-28", "time": "07:46:00", "utc": 1, "interval": 1},
                   "cpu-load": [{"cpu": "all", "user": 22.61, "nice": 0.00, "system": 34.17, "iowait": 1.00, "steal": 0.00, "idle": 42.22}],
                   "memory": {"memfree": 1000, "avail": 3000, "memused": 1000, "buffers": 0, "cached": 2000, "swpfree": 60, "swpused": 40},
                   "swap-pages": {"pswpin": 7.5, "pswpout": 0.00},
                   "queue": {"runq-sz": 3, "blocked": 8},
                   "psi": {"psi-io": {"some_avg10": 1.0, "some": 51.20, "full": 40.0}},
                   "disk": [{"disk-device": "sda", "tps": 200.00, "rkB": 300.00, "wkB": 100.00, "aqu-sz": 8.00, "await": 40.00, "util-percent": 99.90}]},
                  {}]}]}}
                """);

        assertThat(sadf.samples()).hasSize(1);
        Sample sample = sadf.samples().getFirst();
        assertThat(sample.time()).isEqualTo(1795851960000L);
        assertThat(sample.tasks()).hasValue(new Tasks(3, 8));
        assertThat(sample.memory().orElseThrow().swappedIn()).isEqualTo(7.5);
        assertThat(sample.pressure().io().orElseThrow().some()).isEqualTo(0.512);
        assertThat(sample.disk("sda").orElseThrow().reads()).isEqualTo(150);
        assertThat(sample.disk("sda").orElseThrow().writeAwait()).isEqualTo(0.04);
    }

    @Test
    void readsTopOf2007() {
        Recording top = read("""
                top - 14:01:11 up 12 days,  3:04,  2 users,  load average: 1.02, 0.97, 0.91
                Tasks: 131 total,   1 running, 130 sleeping,   0 stopped,   0 zombie
                Cpu0  :  0.0%us,  1.3%sy,  0.0%ni,  2.5%id, 96.2%wa,  0.0%hi,  0.0%si,  0.0%st
                Cpu1  :100.0%us,  0.0%sy,  0.0%ni,  0.0%id,  0.0%wa,  0.0%hi,  0.0%si,  0.0%st
                Mem:   4052764k total,  3967004k used,    85760k free,    20160k buffers
                Swap:  2031608k total,      144k used,  2031464k free,  1764168k cached

                  PID USER      PR  NI  VIRT  RES  SHR S %CPU %MEM    TIME+  COMMAND
                 4711 root      20   0  900m 512m 500m D  1.0 12.9 100:00.01 vmware-vmx
                 4712 root      20   0  900m 512m 500m R  1.0 12.9 100:00.01 vmware-vmx
                """);

        Sample sample = top.samples().getFirst();
        assertThat(sample.cpus()).extracting(CpuTime::name).containsExactly("all", "cpu0", "cpu1");
        assertThat(sample.cpus().get(1).iowait()).isCloseTo(0.962, within(1e-12));
        assertThat(sample.cpus().get(2).user()).isEqualTo(1);
        assertThat(sample.cpus().getFirst().iowait()).isCloseTo(0.481, within(1e-12));
        assertThat(sample.tasks()).hasValue(new Tasks(1, 1));
        Memory memory = sample.memory().orElseThrow();
        assertThat(memory.total()).isEqualTo(4052764L * 1024);
        assertThat(memory.swapTotal()).isEqualTo(2031608L * 1024);
        assertThat(memory.swapUsed()).isEqualTo(144L * 1024);
    }

    @Test
    void readsTopOfToday() throws IOException {
        Recording narrow = capture("top-b-1-procps4.txt");
        assertThat(narrow.samples().getFirst().cpus()).extracting(CpuTime::name).containsExactly("all", "cpu0");

        Recording wide = capture("top-b-1-w200-procps4.txt");
        assertThat(wide.samples().getFirst().cpus()).extracting(CpuTime::name).containsExactly("all", "cpu0", "cpu1");
        assertThat(wide.samples().getFirst().cpus().get(1).system()).isEqualTo(1);
        assertThat(wide.samples().getFirst().cpus().get(2).nice()).isEqualTo(1);
        assertThat(wide.samples().getFirst().memory().orElseThrow().total()).isEqualTo((long) (24105.6 * (1 << 20)));

        Recording comma = read("%Cpu(s):  0,3 us,  1,0 sy,  0,0 ni,  2,4 id, 96,3 wa,  0,0 hi,  0,0 si,  0,0 st\n");
        assertThat(comma.samples().getFirst().cpu().orElseThrow().iowait()).isEqualTo(0.963);
    }

    @Test
    void readsTextWithNamesInOtherEncodings() throws IOException {
        byte[] latin = "%Cpu(s):  1.0 us,  1.0 sy,  0.0 ni, 98.0 id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st\n 1 gr\u00fcn\n"
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThat(RecordingFile.read("x", new ByteArrayInputStream(latin)).samples())
                .hasSize(1);
    }

    @Test
    void readsVmstatOfEveryWidth() {
        String rows = """
                %s
                 r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st%s
                 2  0      0 24079112   9776 456780    0    0   195   483  273  500 35  6 59  0  0%s
                 1  8    100 24079112   9776 456780   40  400     0     0   91   91  1  1  2 96  0%s
                """;
        for (String text : List.of(
                rows.formatted("procs -----------memory---------- ---swap-- -----io----", "", "", ""),
                rows.formatted("--procs-- -----------------------memory", " gu", "  0", "  0"),
                rows.formatted("procs ---", "                 UTC", " 2026-11-28 07:46:00", " 2026-11-28 07:46:01"))) {
            Recording vmstat = read(text);

            assertThat(vmstat.samples()).hasSize(1);
            Sample sample = vmstat.samples().getFirst();
            assertThat(sample.cpu().orElseThrow().iowait()).isEqualTo(0.96);
            assertThat(sample.tasks()).hasValue(new Tasks(1, 8));
            assertThat(sample.memory().orElseThrow().swappedOut()).isEqualTo(100);
        }
    }

    @Test
    void readsBackAllThatGanzWrites() throws IOException {
        Sample sample = new Sample(
                1795851960000L,
                1.5,
                List.of(new CpuTime("all", 0.25, 0, 0.125, 0.5, 0.125, 0, 0)),
                Optional.of(new Tasks(2, 8)),
                new Pressure(Optional.empty(), Optional.of(new Stall(0.5, 0.25)), Optional.empty()),
                Optional.of(new Memory(1, 2, 3, 4, 5, 6, 7, 0.5)),
                List.of(new DiskLoad("sda", 1, 2, 3, 4, 0.5, 0.25, 7, 1)),
                List.of(new NetworkLoad("eth0", 1, 2, 3, 1_000_000_000)),
                List.of(new RemoteMount("/srv", "nas:/vms", 5, 0.25, 0.5)),
                List.of(new RaidArray("md0", List.of("sda"), 1, "check")),
                List.of(new Consumer(new Owner(Owner.Kind.GUEST, "web\u001b1"), 1, 2, 3, "rpc_wait")));
        Machine machine = new Machine(
                "alpha",
                "6.1",
                2,
                1L << 40,
                0,
                true,
                Pressure.Support.DISABLED,
                List.of(new BlockDevice(
                        "sda",
                        "8:0",
                        DeviceClass.HDD,
                        5,
                        "none",
                        List.of("none"),
                        128,
                        64,
                        List.of("sdb"),
                        "m",
                        "i",
                        "none")),
                List.of(new FileSystem("/a b", "nfs4", "nas:/vms", 1, 2, 3)),
                List.of(new Guest("web1", "QEMU", 4, true, List.of("cache=none"))),
                new TreeMap<>(Map.of("vm/swappiness", "60")),
                List.of("sda"),
                List.of(new Owner(Owner.Kind.SERVICE, "nginx")));
        StringWriter text = new StringWriter();
        JsonLines.write(machine, text);
        JsonLines.write(sample, text);
        JsonLines.write(sample, text);

        Recording recording = read(text.toString());

        assertThat(recording.machine()).isEqualTo(machine);
        assertThat(recording.samples()).containsExactly(sample, sample);
        assertThat(text.toString())
                .doesNotContain("\u001b", "remote\"", "busy\"")
                .hasLineCount(4);
        String cut = text.getBuffer().substring(0, text.getBuffer().length() - 20);
        assertThat(read(cut).samples()).hasSize(1);
    }

    @Test
    void refusesWhatItDoesNotKnowInOneSentence() {
        refuses("", "x: expected what top, vmstat, iostat, sar, sadf or ganz wrote, found nothing");
        refuses("hello\n", "found other text that begins with \"hello\"");
        refuses("{\"a\": 1}", "expected JSON of iostat -o JSON or sadf -j, with sysstat.hosts, found other JSON");
        refuses("{\"sysstat\":\n{]", "x:2: expected JSON: ");
        refuses("top - 14:01:11 up\n", "expected reports of top, found none that tells of CPUs or disks");
        refuses("Device tps kB_read/s\nsda 1 2\n", "x:1: expected the columns of iostat -x");
        refuses("a\0b", "expected text, found octets; of a binary file of sar");
        refuses(
                "{\"form\":\"ganz-host-recording\",\"version\":2}\n{}\n{}\n",
                "x:1: expected version 1 of the form, found 2");
        refuses("{\"form\":\"ganz-host-recording\",\"version\":1}\n", "found a recording that was cut off");
        refuses(
                "{\"form\":\"ganz-host-recording\",\"version\":1}\n{}\n{}\n",
                "x:2: expected a line of ganz host record, found one that lacks a part or has one of another kind");
    }

    /** Damage of every kind ends in a recording or in one sentence. */
    @Test
    void neverFailsOtherwiseOnDamagedRecordings() throws IOException {
        SplittableRandom random = new SplittableRandom(11);
        for (String name :
                List.of("iostat-x-text.txt", "iostat-x-json.txt", "sar-text.txt", "top-b-1-w200-procps4.txt")) {
            byte[] octets = Files.readAllBytes(Captures.file(name));
            for (int i = 0; i < 300; i++) {
                byte[] damaged = octets.clone();
                for (int n = random.nextInt(1, 20); n > 0; n--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(1, 128);
                }
                try {
                    assertThat(RecordingFile.read("x", new ByteArrayInputStream(damaged))
                                    .samples())
                            .isNotEmpty();
                } catch (HostException refused) {
                    assertThat(refused).as("seed 11, try %d of %s", i, name).hasMessageStartingWith("x:");
                }
            }
        }
    }

    private static void refuses(String text, String sentence) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(HostException.class).hasMessageContaining(sentence);
    }

    private static Recording capture(String name) throws IOException {
        try (InputStream in = Files.newInputStream(Captures.file(name))) {
            return RecordingFile.read(name, in);
        }
    }

    private static Recording read(String text) {
        try {
            return RecordingFile.read("x", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
