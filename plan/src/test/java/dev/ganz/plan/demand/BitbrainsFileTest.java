package dev.ganz.plan.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.lab.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BitbrainsFileTest {
    private static final String RAW =
            "Timestamp [ms];\tCPU cores;\tCPU capacity provisioned [MHZ];\tCPU usage [MHZ];\tCPU"
                    + " usage [%];\tMemory capacity provisioned [KB];\tMemory usage [KB];\tDisk read throughput [KB/s];\tDisk"
                    + " write throughput [KB/s];\tNetwork received throughput [KB/s];\tNetwork transmitted throughput [KB/s]\n";
    private static final String HOURLY =
            "vm,hour_epoch_s,cpu_mhz_avg,cpu_mhz_max,mem_kb_avg,mem_kb_max,disk_read_kbs_avg,"
                    + "disk_read_kbs_max,disk_write_kbs_avg,disk_write_kbs_max,net_rx_kbs_avg,net_rx_kbs_max,net_tx_kbs_avg,"
                    + "net_tx_kbs_max\n";

    @TempDir
    Path folder;

    private List<Workload> read(String text) throws IOException {
        Path file = folder.resolve("7.csv");
        Files.writeString(file, text);
        return BitbrainsFile.read("7.csv", file);
    }

    @Test
    void readsAServerFromItsFile() throws IOException {
        Workload server = read(RAW
                        + "1375308176;\t2;\t5852;\t747.5;\t12.7;\t8388608.0;\t1308620.0;\t3.5;\t1.0;\t11.0;\t27.2\n")
                .getFirst();

        assertThat(server.name()).isEqualTo("7");
        assertThat(server.seconds()).containsExactly(1_375_308_176L);
        assertThat(server.means()).containsExactly(747.5f, 1_308_620_000f, 3500f, 1000f, 11_000f, 27_200f);
    }

    @Test
    void readsMeansAndPeaksOfManyServers() throws IOException {
        List<Workload> servers = read(HOURLY + "1,0,1,2,3,4,5,6,7,8,9,10,11,12\n2,0,1,1,1,1,1,1,1,1,1,1,1,1\n");

        assertThat(servers).extracting(Workload::name).containsExactly("1", "2");
        assertThat(servers.getFirst().means()).containsExactly(1f, 3000f, 5000f, 7000f, 9000f, 11_000f);
        assertThat(servers.getFirst().peaks()).containsExactly(2f, 4000f, 6000f, 8000f, 10_000f, 12_000f);
    }

    @Test
    void countsLinesThatAreBrokenOrOutOfOrder() throws IOException {
        String good = ";\t2;\t1;\t1;\t1;\t1;\t1;\t1;\t1;\t1;\t1\n";
        Workload server = read(RAW + "600" + good + "300" + good + "900;\t1\n1200" + good.replace(";\t1\n", ";\tNaN\n")
                        + "1500" + good.replace(";\t1\n", ";\t-4\n") + "1800" + good)
                .getFirst();

        assertThat(server.samples()).isEqualTo(2);
        assertThat(server.broken()).isEqualTo(4);
    }

    @Test
    void refusesWhatIsNoTrace() {
        assertThatThrownBy(() -> read("a,b\n1,2\n"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("7.csv:1:1: expected a trace of Bitbrains");
        assertThatThrownBy(() -> read(HOURLY + "1,0,1\n"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("7.csv:2:1: expected 14 values");
        assertThatThrownBy(() -> read("x".repeat(5000)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("expected lines of at most 4096 characters");
    }
}
