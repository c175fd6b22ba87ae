package dev.ganz.host.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganz.host.BlockDevice;
import dev.ganz.host.DeviceClass;
import dev.ganz.host.Guest;
import dev.ganz.host.Machine;
import dev.ganz.host.Pressure;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AdviceTest {
    private static final List<String> TODAY = List.of("none", "mq-deadline", "kyber", "bfq");
    private static final List<String> OF_2008 = List.of("noop", "anticipatory", "deadline", "cfq");

    @Test
    void choosesASchedulerByTheKindOfTheDeviceAndTheNamesOfTheKernel() {
        assertThat(choice(DeviceClass.HDD, TODAY)).isEqualTo("mq-deadline");
        assertThat(choice(DeviceClass.HDD, OF_2008)).isEqualTo("deadline");
        assertThat(choice(DeviceClass.NVME, TODAY)).isEqualTo("none");
        assertThat(choice(DeviceClass.VIRTUAL, OF_2008)).isEqualTo("noop");
        assertThat(choice(DeviceClass.NETWORK, TODAY)).isEmpty();
        assertThat(choice(DeviceClass.HDD, List.of("none"))).isEmpty();
    }

    @Test
    void keepsTheOrderThatZonesNeed() {
        assertThat(SchedulerChoice.of(device(DeviceClass.NVME, "none", TODAY, "host-managed"))
                        .orElseThrow()
                        .value())
                .isEqualTo("mq-deadline");
    }

    @Test
    void translatesTheNamesOfOtherKernels() {
        assertThat(SchedulerChoice.today("deadline", TODAY)).isEqualTo("mq-deadline");
        assertThat(SchedulerChoice.today("noop", TODAY)).isEqualTo("none");
        assertThat(SchedulerChoice.today("cfq", TODAY)).isEqualTo("bfq");
        assertThat(SchedulerChoice.today("mq-deadline", OF_2008)).isEqualTo("deadline");
        assertThat(SchedulerChoice.today("cfq", OF_2008)).isEqualTo("cfq");
        assertThat(SchedulerChoice.today("elevator", TODAY)).isEqualTo("elevator");
    }

    @Test
    void sizesSharedMemoryByItsGuestsAndNeverBeyondWhatIsSafe() {
        Machine small = machine(4L << 30, 0, new Guest("a", "QEMU", 1L << 30, true, List.of()));
        assertThat(SharedMemorySize.ofGuests(small).size())
                .isEqualTo(1181118464L)
                .isGreaterThan((1L << 30) * 11 / 10);
        assertThat(SharedMemorySize.ofGuests(small).isCapped()).isFalse();

        SharedMemorySize blog = SharedMemorySize.ofMemory(machine(4L << 30, 4L << 30));
        assertThat(blog.size()).isEqualTo(5L << 30);

        SharedMemorySize capped = SharedMemorySize.ofMemory(machine(4L << 30, 0));
        assertThat(capped.isCapped()).isTrue();
        assertThat(capped.size()).isEqualTo(3L << 30);
        assertThat(SharedMemorySize.ofMemory(machine(1L << 29, 0)).size()).isZero();
    }

    @Test
    void agreesWithMeanValueAnalysisOfBalancedNetworks() {
        for (int disks = 1; disks <= 4; disks++) {
            for (int customers = 1; customers <= 20; customers++) {
                assertThat(new ClosedQueue(customers, 0.01).over(disks))
                        .as("%d customers over %d disks", customers, disks)
                        .isCloseTo(meanValueAnalysis(customers, disks, 0.01), within(1e-12));
            }
        }
        assertThat(new ClosedQueue(8, 0.01).without(0.5)).isCloseTo(0.04, within(1e-12));
    }

    /** Reiser and Lavenberg, 1980: each request visits one of the disks. */
    private static double meanValueAnalysis(int customers, int disks, double service) {
        double[] queue = new double[disks];
        double response = 0;
        for (int n = 1; n <= customers; n++) {
            double[] times = new double[disks];
            response = 0;
            for (int k = 0; k < disks; k++) {
                times[k] = service / disks * (1 + queue[k]);
                response += times[k];
            }
            for (int k = 0; k < disks; k++) {
                queue[k] = n / response * times[k];
            }
        }
        return response;
    }

    private static String choice(DeviceClass kind, List<String> offered) {
        return SchedulerChoice.of(device(kind, offered.getFirst(), offered, "none"))
                .map(Advised::value)
                .orElse("");
    }

    private static BlockDevice device(DeviceClass kind, String scheduler, List<String> offered, String zoned) {
        return new BlockDevice("x", "8:0", kind, 1, scheduler, offered, 128, 64, List.of(), "", "", zoned);
    }

    private static Machine machine(long memory, long swap, Guest... guests) {
        return new Machine(
                "alpha",
                "6.1",
                2,
                memory,
                swap,
                false,
                Pressure.Support.AVAILABLE,
                List.of(),
                List.of(),
                List.of(guests),
                new TreeMap<>(),
                List.of(),
                List.of());
    }
}
