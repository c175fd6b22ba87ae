package dev.ganz.cli;

import dev.ganz.cli.path.Road;
import dev.ganz.cli.path.Roads;
import dev.ganz.cli.report.RoadText;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.Traffic.Family;
import dev.ganz.lab.addressing.Addressing;
import dev.ganz.lab.unit.Durations;
import dev.ganz.wire.addr.Ipv4Address;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the hops from a node to another, and the routes that lead there. */
@Command(
        name = "path",
        header = "Show the hops and the routes from one node to another.",
        customSynopsis = "ganz path [-46hqvV] [--at=TIME] [LAB] A B",
        description = {
            "",
            "Nothing runs: the road is that of the routing tables at the beginning, or at another time with the faults of"
                    + " then. Delays are those of the cables, one way.",
            "",
            "  ganz path labs/branch-office.yaml hq branch",
            "  ganz path hq branch --at 6s      if one lab lies in the current directory",
            "",
        },
        sortOptions = false)
final class PathCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "0..3",
            paramLabel = "[LAB] A B",
            hideParamSyntax = true,
            description = "A lab, as for ganz sim, and two of its nodes.")
    List<String> words = new ArrayList<>();

    @Option(names = "--at", paramLabel = "TIME", description = "With the faults that are in force then: --at 6s.")
    @Nullable
    String at;

    @Option(
            names = {"-4", "--ipv4"},
            description = "The road of IPv4; without -4 or -6 the addresses of the nodes decide.")
    boolean ipv4;

    @Option(
            names = {"-6", "--ipv6"},
            description = "The road of IPv6.")
    boolean ipv6;

    @Mixin
    Verbosity verbosity = new Verbosity();

    @Spec
    CommandSpec spec = CommandSpec.create();

    PathCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (words.size() < 2 || words.size() > 3) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected a lab and two nodes, found " + (words.isEmpty() ? "nothing" : String.join(" ", words)));
        }
        if (words.size() == 2 && Files.isRegularFile(terminal.path(words.getFirst()))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "expected two nodes of the lab " + words.getFirst() + ", found " + words.getLast() + " alone");
        }
        long time = at == null ? 0 : Durations.parse(at);
        String file = words.size() == 3 ? words.getFirst() : LabSource.only(terminal);
        Lab lab = Addressing.complete(LabSource.open(terminal, file).read().lab());
        String from = words.get(words.size() - 2);
        String to = words.getLast();
        NodeNames names = NodeNames.ofEnds(lab);
        names.require(from);
        names.require(to);
        if (from.equals(to)) {
            throw new InvalidInput("expected two nodes, found " + from + " twice");
        }
        Roads roads = new Roads(lab, time);
        Road road = roads.between(from, to, SimCommand.family(ipv4, ipv6));
        Road back = road.arrives() ? roads.between(to, from, familyOf(road)) : null;
        try (Writer out = terminal.writer()) {
            new RoadText(terminal.outStyle(), at == null ? "" : ", at " + at).write(road, back, out);
        }
        return road.arrives() ? ExitStatus.OK : ExitStatus.FAILED;
    }

    private static Family familyOf(Road road) {
        return road.destination() instanceof Ipv4Address ? Family.IPV4 : Family.IPV6;
    }
}
