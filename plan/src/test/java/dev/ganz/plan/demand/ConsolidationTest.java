package dev.ganz.plan.demand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.plan.Archive;
import dev.ganz.plan.demand.Sizing.Mode;
import dev.ganz.plan.pack.Budget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsolidationTest {
    @TempDir
    Path folder;

    /** A host without limits but those given. */
    private static HostType host(double megahertz, double octets) {
        double[] capacity = new double[Dimension.COUNT];
        double[] limit = new double[Dimension.COUNT];
        Arrays.fill(capacity, Double.POSITIVE_INFINITY);
        Arrays.fill(limit, 1);
        capacity[Dimension.CPU.place()] = megahertz;
        capacity[Dimension.MEMORY.place()] = octets;
        return new HostType(capacity, limit);
    }

    /** Busy in one half of the day. */
    private static Workload shift(String name, boolean byDay, double megahertz) {
        Series series = new Series(name);
        for (int hour = 0; hour < 14 * 24; hour++) {
            boolean isBusy = hour % 24 / 12 == (byDay ? 1 : 0);
            double[] values = {isBusy ? megahertz : 0, 100, 0, 0, 0, 0};
            series.add(3600L * hour, values, values);
        }
        return series.workload();
    }

    private static Consolidation plan(List<Workload> servers, HostType host, Mode mode, double percentile) {
        return Consolidation.plan(
                servers, host, new Sizing(mode, percentile, 1), new SplittableRandom(1), Budget.steps(200));
    }

    @Test
    void serversThatAreBusyAtDifferentHoursShareAHost() {
        List<Workload> servers = List.of(
                shift("a", true, 1000), shift("b", true, 1000), shift("c", false, 1000), shift("d", false, 1000));
        HostType host = host(1000, 1000);

        assertThat(plan(servers, host, Mode.PEAK, 1).packing().count()).isEqualTo(4);
        Consolidation slots = plan(servers, host, Mode.SLOTS, 1);
        assertThat(slots.packing().count()).isEqualTo(2);
        assertThat(slots.lowerBound()).isEqualTo(2);
        assertThat(Replay.of(slots, host)).isEqualTo(new Replay(2L * 14 * 24, 0, 0, 1, Dimension.CPU));
    }

    @Test
    void aPlanByAveragesIsOverloadedWhenAllAreBusy() {
        List<Workload> servers = List.of(shift("a", true, 1000), shift("b", true, 1000));
        HostType host = host(1000, 1000);

        Consolidation plan = plan(servers, host, Mode.AVERAGE, 1);
        Replay replay = Replay.of(plan, host);

        assertThat(plan.packing().count()).isEqualTo(1);
        assertThat(replay.overCapacity()).isEqualTo(0.5);
        assertThat(replay.worst()).isEqualTo(2);
    }

    @Test
    void aServerThatIsLargerThanAHostStaysWhereItIs() {
        Consolidation plan =
                plan(List.of(shift("large", true, 1001), shift("small", true, 10)), host(1000, 1000), Mode.SLOTS, 1);

        assertThat(plan.placed()).extracting(Workload::name).containsExactly("small");
        assertThat(plan.unfit()).singleElement().satisfies(unfit -> {
            assertThat(unfit.workload().name()).isEqualTo("large");
            assertThat(unfit.dimension()).isEqualTo(Dimension.CPU);
            assertThat(unfit.demand()).isEqualTo(1001);
            assertThat(unfit.usable()).isEqualTo(1000);
        });
    }

    /** At the hundredth percentile no sample of a server exceeds its demand, so no sum of them exceeds the limit. */
    @Test
    void noIntervalOfRealTracesIsOverTheLimitWhenSlotsCoverAllSamples() throws IOException, InterruptedException {
        Archive.unpack("bitbrains/bitbrains-rnd-2013-08-5min-raw-vm1-40.tar.xz", folder);
        List<Workload> servers = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("2013-8"))) {
            for (Path file : files.sorted().toList()) {
                servers.addAll(BitbrainsFile.read(file.toString(), file));
            }
        }
        HostType host = host(20_000, 16e9);
        host.limit()[Dimension.CPU.place()] = 0.8;

        Consolidation slots = plan(servers, host, Mode.SLOTS, 1);

        assertThat(servers).hasSize(40);
        assertThat(Replay.of(slots, host).overLimit()).isZero();
        assertThat(slots.packing().count())
                .isBetween(
                        plan(servers, host, Mode.AVERAGE, 1).lowerBound(),
                        plan(servers, host, Mode.PEAK, 1).packing().count());
    }
}
