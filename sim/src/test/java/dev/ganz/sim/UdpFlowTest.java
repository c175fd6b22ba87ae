package dev.ganz.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ganz.lab.file.LabFile;
import dev.ganz.stack.result.FlowResult;
import dev.ganz.stack.result.RunResult;
import org.junit.jupiter.api.Test;

class UdpFlowTest {
    private static final String TWO_HOSTS = """
        name: two
        topology:
          nodes: { a: { kind: host }, b: { kind: host } }
          links:
            - endpoints: ["a:eth1", "b:eth1"]
              impair: { delay: 10ms IMPAIR }
        """;

    private static FlowResult flow(String impair, String words) {
        String yaml = TWO_HOSTS.replace(" IMPAIR", impair) + "traffic: [ { udp: { name: f, from: a, to: b, " + words
                + " } } ]";
        RunResult result = Simulation.run(LabFile.read("test.yaml", yaml).lab(), SimulationOptions.DEFAULT);
        return result.flows().getFirst();
    }

    @Test
    void sendsAtItsRateAndArrivesAfterTheDelay() {
        FlowResult flow = flow("", "rate: 1mbit, size: 125, for: 1s"); // a datagram each millisecond

        assertThat(flow.sentPackets()).isEqualTo(1000);
        assertThat(flow.receivedPackets()).isEqualTo(1000);
        assertThat(flow.lostPackets()).isZero();
        assertThat(flow.delay().max()).isEqualTo(30_000_000); // the first ones wait for ARP
        assertThat(flow.delay().p50()).isEqualTo(10_000_000);
        assertThat(flow.goodput()).isCloseTo(1e6 * 1.000 / 1.009, within(2000.0));
    }

    @Test
    void losesWhatTheLinkLoses() {
        FlowResult flow = flow(", loss: 10%", "rate: 10mbit, size: 125, for: 1s");

        assertThat(flow.sentPackets()).isEqualTo(10_000);
        assertThat(flow.lostPackets()).isBetween(900L, 1100L); // three standard deviations are 90
    }

    @Test
    void tellsDuplicatesAndReorderingApart() {
        FlowResult duplicated = flow(", duplicate: 50%", "rate: 1mbit, size: 125, for: 1s");
        FlowResult reordered = flow(", reorder: 50%", "rate: 1mbit, size: 125, for: 1s");

        assertThat(duplicated.duplicates()).isBetween(450L, 550L);
        assertThat(duplicated.reordered()).isZero();
        assertThat(duplicated.receivedPackets()).isEqualTo(1000);
        assertThat(reordered.duplicates()).isZero();
        assertThat(reordered.reordered()).isGreaterThan(300);
        assertThat(reordered.lostPackets()).isZero();
    }

    @Test
    void fillsAnOverloadedLinkAndNotMore() {
        // 554 octets on the wire for 512 of payload
        FlowResult flow = flow(", rate: 1mbit", "rate: 2mbit, size: 512, for: 10s");

        assertThat(flow.goodput()).isCloseTo(1e6 * 512 / 554, within(5e3));
        assertThat(flow.lostPackets()).isGreaterThan(1000);
    }

    @Test
    void sendsInFragmentsWhatIsLargerThanTheLink() {
        FlowResult flow = flow("", "rate: 1mbit, size: 5000, for: 1s");

        assertThat(flow.sentPackets()).isEqualTo(25);
        assertThat(flow.receivedPackets()).isEqualTo(25);
    }

    @Test
    void countsShortDatagramsWithoutNumbers() {
        FlowResult flow = flow("", "rate: 8kbit, size: 1, for: 1s");

        assertThat(flow.sentPackets()).isEqualTo(1000);
        assertThat(flow.receivedPackets()).isEqualTo(1000);
    }

    @Test
    void sendsHalfOfTheTimeWhenOnAndOffAreEqual() {
        FlowResult flow = flow("", "rate: 1mbit, size: 125, for: 400s, pattern: on-off, on: 100ms, off: 100ms");

        // variance of the time spent on in T of an alternating renewal process with exponential periods of mean m: T m
        // / 4
        double deviation = 1000 * Math.sqrt(400 * 0.1 / 4);
        assertThat((double) flow.sentPackets()).isCloseTo(200_000, within(3 * deviation));
    }
}
