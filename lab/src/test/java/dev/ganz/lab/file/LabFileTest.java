package dev.ganz.lab.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.lab.Endpoint;
import dev.ganz.lab.Fault;
import dev.ganz.lab.Impairment.Distribution;
import dev.ganz.lab.Interface;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Node;
import dev.ganz.lab.Traffic;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LabFileTest {
    private static final String BRANCH_OFFICE = """
            name: branch-office
            seed: 7
            duration: 30s
            topology:
              defaults: {}
              nodes:
                hq:     { kind: host, ipv4: 10.1.0.10/24, gateway: 10.1.0.1 }
                core:   { kind: router, routes: [ "10.9.0.0/16 via branch" ], costs: { eth2: 5 } }
                branch: { kind: host, run: ["python3 -m http.server 80"], ready: "nc -z localhost 80", depends: [hq] }
              links:
                - endpoints: ["hq:eth1", "core:eth1"]
                - endpoints: ["core:eth2", "branch:eth1"]
                  impair: { delay: 20ms, jitter: 2ms, distribution: normal, loss: 0.5%, rate: 10mbit, limit: 100 }
            traffic:
              - ping: { from: hq, to: branch, every: 100ms, count: 50 }
              - udp:  { from: hq, to: branch, rate: 5mbit, size: 512, start: 1s, for: 10s }
            faults:
              - { at: 5s, for: 2s, link: "core:eth2", down: true }
              - { at: 9s, for: 1s, partition: [[hq], [branch, core]] }
            expect:
              - { reachable: [hq, branch], within: 1s }
            """;

    @Test
    void readsTheWholeOfALab() {
        Lab lab = LabFile.read("branch-office.yaml", BRANCH_OFFICE).lab();

        assertThat(lab.name()).isEqualTo("branch-office");
        assertThat(lab.seed()).isEqualTo(7);
        assertThat(lab.duration()).isEqualTo(OptionalLong.of(30_000_000_000L));
        assertThat(lab.automaticAddresses()).isTrue();
        assertThat(lab.nodes()).extracting(Node::name).containsExactly("hq", "core", "branch");
        assertThat(lab.nodes().get(1).interfaces()).extracting(Interface::cost).containsExactly(1, 5);
        assertThat(lab.links().get(1).a()).isEqualTo(new Endpoint("core", "eth2"));
        assertThat(lab.links().get(1).backward().distribution()).isEqualTo(Distribution.NORMAL);
        assertThat(lab.traffic()).extracting(Traffic::name).containsExactly("ping hq-branch", "udp hq-branch");
        assertThat(lab.faults()).hasSize(2).first().isInstanceOf(Fault.LinkDown.class);
        assertThat(lab.expectations()).hasSize(1);
    }
}
