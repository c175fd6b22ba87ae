package dev.ganz.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.cli.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
    private static final String ITEMS = "2\n10 10\n3\n6 1 2\n4 9 2\n5 5 2\n";

    /** The example of the challenge's description. */
    private static final String MODEL = """
            2
            1 100
            0 10
            4
            0 0 30 400 16 80 0 1 4 5
            0 0 10 240 8 160 1 0 3 4
            1 1 15 100 12 80 4 3 0 2
            1 2 10 100 8 80 5 4 2 0
            2
            2 0
            1 1 0
            3
            0 12 10 1000
            0 10 20 100
            1 6 200 1
            1
            0 1 20
            10
            1 10 100
            """;

    @TempDir
    Path folder;

    private Ended run(String... arguments) {
        return new Program(folder).run(arguments);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void packsAFileAndWritesTheBinOfEachItem() throws IOException {
        write("small.vbp", ITEMS);

        Ended ended = run("plan", "vbp", "small.vbp", "--steps", "1000", "--format", "json", "-o", "bins.txt");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .contains("\"instance\": \"small\"", "\"bins\": 3", "\"lowerBound\": 3", "\"seconds\": ");
        assertThat(Files.readAllLines(folder.resolve("bins.txt"))).hasSize(6);
        assertThat(run("plan", "vbp", "small.vbp", "--time", "20s").out())
                .startsWith("small: 6 items in 3 bins; no packing has fewer; ");
    }

    @Test
    void improvesAPlacement() throws IOException {
        write("model.txt", MODEL);
        write("today.txt", "0 3 0");

        Ended ended = run(
                "plan",
                "roadef",
                "model.txt",
                "today.txt",
                "--steps",
                "20",
                "-m",
                "2",
                "-o",
                "new.txt",
                "--format",
                "json");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .contains("\"instance\": \"model\"", "\"initialCost\": 4200", "\"cost\": ", "\"lowerBound\": ");
        assertThat(Files.readString(folder.resolve("new.txt"))).matches("[0-3] [0-3] [0-3]\n");
    }

    /** Two servers, busy by day and by night, that share a host of the size of one. */
    private static String hourly() {
        StringBuilder text = new StringBuilder("vm,hour_epoch_s,cpu_mhz_avg,cpu_mhz_max,mem_kb_avg,mem_kb_max,"
                + "disk_read_kbs_avg,disk_read_kbs_max,disk_write_kbs_avg,disk_write_kbs_max,net_rx_kbs_avg,"
                + "net_rx_kbs_max,net_tx_kbs_avg,net_tx_kbs_max\n");
        for (int server = 1; server <= 2; server++) {
            for (int hour = 0; hour < 14 * 24; hour++) {
                int busy = hour % 24 / 12 == server - 1 ? 700 : 0;
                text.append(server + "," + 3600 * hour + "," + busy + "," + busy + ",9,9,0,0,0,0,0,0,0,0\n");
            }
        }
        return text.toString();
    }

    @Test
    void countsTheHostsThatMeasuredServersNeed() throws IOException {
        write("hourly.csv", hourly());

        Ended ended = run(
                "plan",
                "--from",
                "hourly.csv",
                "--host",
                "cpu=1GHz,memory=1GB",
                "--steps",
                "100",
                "-o",
                "placement.csv");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out().lines())
                .anyMatch(line -> line.matches(" +slots +2 +1 +1 +0.00 % +0.00 % +70.00 % +cpu"))
                .anyMatch(line -> line.matches(" +peak +2 +2 +2 +0.00 % +0.00 % +70.00 % +cpu"));
        assertThat(folder.resolve("placement.csv")).hasContent("server,host\n1,1\n2,1\n");
        assertThat(run(
                                "plan",
                                "--from",
                                "hourly.csv",
                                "--host",
                                "cpu=1GHz,memory=1GB",
                                "--steps",
                                "100",
                                "--format",
                                "json")
                        .out())
                .contains("\"servers\": 2", "\"by\": \"slots\"", "\"hosts\": 1", "\"overCapacity\": 0.0");
    }

    @Test
    void saysWhatIsWrongWithAHost() throws IOException {
        write("hourly.csv", hourly());

        refusesHost("--host: expected at least cpu and memory", "cpu=1GHz");
        refusesHost(
                "--host: expected one of cpu, memory, disk-read, disk-write, network-in, network-out, found \"cpus\";"
                        + " did you mean \"cpu\"?",
                "cpus=1GHz,memory=1GB");
        refusesHost(
                "--host cpu=4: expected a frequency of all cores together, such as 80GHz, found \"4\"",
                "cpu=4,memory=1GB");
        refusesHost(
                "--host memory=-1GB: expected a size such as 64kB, found \"-1GB\"; it cannot be negative",
                "cpu=4GHz,memory=-1GB");
        refusesHost("--host: expected cpu once, found it a second time", "cpu=4GHz,cpu=5GHz,memory=1GB");
        refuses(
                "hourly.csv: expected each server once, found \"1\" a second time",
                "plan",
                "--from",
                "hourly.csv",
                "hourly.csv",
                "--host",
                "cpu=1GHz,memory=1GB");
    }

    private void refusesHost(String message, String host) {
        refuses(message, "plan", "--from", "hourly.csv", "--host", host);
    }

    @Test
    void saysWhatIsWrongAndWritesNothing() throws IOException {
        write("large.vbp", "1\n10\n1\n11 1\n");
        write("small.vbp", ITEMS);
        write("model.txt", MODEL);
        write("broken.txt", "0 0 0");

        refuses(
                "large.vbp:4:1: expected an item that fits into a bin, at most 10 in dimension 1, found 11",
                "plan",
                "vbp",
                "large.vbp",
                "-o",
                "bins.txt");
        refuses("none.vbp: expected a file of numbers, found none of this name", "plan", "vbp", "none.vbp");
        refuses(
                "--time and --steps: expected one of them, found both",
                "plan",
                "vbp",
                "small.vbp",
                "--time",
                "1s",
                "--steps",
                "5");
        refuses("--time: expected a duration such as 20ms, found \"2\"", "plan", "vbp", "small.vbp", "--time", "2");
        refuses(
                "invalid value for option '--format': expected text or json, found \"csv\"",
                "plan",
                "vbp",
                "small.vbp",
                "--format",
                "csv");
        refuses("-o small.vbp: expected a file of its own", "plan", "vbp", "small.vbp", "-o", "small.vbp");
        refuses(
                "broken.txt: expected a placement that keeps the rules of model.txt, found that machine 0 runs two"
                        + " processes of service 0",
                "plan",
                "roadef",
                "model.txt",
                "broken.txt",
                "-o",
                "bins.txt");
        assertThat(folder.resolve("bins.txt")).doesNotExist();
        assertThat(Files.readString(folder.resolve("small.vbp"))).isEqualTo(ITEMS);
    }

    private void refuses(String message, String... arguments) {
        Ended ended = run(arguments);

        assertThat(ended.err()).startsWith("ganz: " + message);
        assertThat(ended.status()).isEqualTo(ExitStatus.BAD_INPUT);
        assertThat(ended.out()).isEmpty();
    }
}
