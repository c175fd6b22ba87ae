package dev.ganz.sim;

import dev.ganz.lab.Lab;
import dev.ganz.sim.result.FlowResult;
import dev.ganz.stack.ip.IpNode;
import java.util.List;

final class UdpFlows {
    UdpFlows(Lab lab, Network network, Engine engine) {}

    void powered(IpNode node) {}

    void crashed(String node) {}

    boolean areDone(long now, boolean quiet) {
        return true;
    }

    List<FlowResult> results() {
        return List.of();
    }
}
