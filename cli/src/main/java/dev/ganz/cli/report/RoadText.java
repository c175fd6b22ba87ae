package dev.ganz.cli.report;

import dev.ganz.cli.path.Road;
import dev.ganz.cli.path.Road.Hop;
import dev.ganz.cli.report.Table.Cell;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A road for a person: a row a hop, with the route that was taken. */
public final class RoadText {
    private final Style style;
    private final String remark;

    /** @param remark behind the heading */
    public RoadText(Style style, String remark) {
        this.style = style;
        this.remark = remark;
    }

    /** Writes the road there, and that back: in full where it is another. */
    public void write(Road there, @Nullable Road back, Writer out) throws IOException {
        write(there, out);
        if (back == null) {
            return;
        }
        if (nodes(there).equals(nodes(back).reversed())) {
            out.write(style.paint(Tone.QUIET, "  back the same way, " + Quantity.duration(back.delay())) + "\n");
        } else {
            out.write("\n");
            write(back, out);
        }
    }

    private void write(Road road, Writer out) throws IOException {
        String ends = Columns.harmless(road.from()) + " " + style.arrow() + " " + Columns.harmless(road.to());
        out.write(style.paint(Tone.HEADING, ends) + "  " + road.destination() + ", "
                + Quantity.plural(road.hops().size(), "hop") + ", " + Quantity.duration(road.delay()) + " one way"
                + remark
                + "\n");
        hops(road, out);
        if (road.end().isPresent()) {
            Table end = new Table().words("").words("");
            end.row(new Cell(style.no(), Tone.BAD), new Cell(road.end().get(), Tone.BAD));
            end.writeRows(style, out);
        }
    }

    /** A table; two of them where the screen has no room for the routes beside the hops. */
    private void hops(Road road, Writer out) throws IOException {
        Table whole = new Table()
                .numbers("")
                .words("from")
                .words("to")
                .words("next hop")
                .numbers("delay", "total")
                .words("route");
        Table ways = new Table().numbers("").words("from").words("to").numbers("delay", "total");
        Table routes = new Table().numbers("").words("next hop").words("route");
        int number = 1;
        for (Hop hop : road.hops()) {
            String to = through(hop) + hop.arrival();
            String delay = Quantity.duration(hop.delay());
            String total = Quantity.duration(hop.total());
            whole.row(number, hop.out(), to, hop.gateway(), delay, total, route(hop));
            ways.row(number, hop.out(), to, delay, total);
            routes.row(number++, hop.gateway(), route(hop));
        }
        if (whole.isEmpty()) {
            return;
        }
        if (whole.fits(style)) {
            whole.write(style, out);
        } else {
            ways.write(style, out);
            routes.write(style, out);
        }
    }

    private String through(Hop hop) {
        return hop.switches().stream()
                .map(name -> name + " " + style.arrow() + " ")
                .collect(Collectors.joining());
    }

    private static String route(Hop hop) {
        String cost = hop.cost().isPresent() ? ", cost " + hop.cost().getAsInt() : "";
        String others =
                hop.others().stream().map(other -> other.interfaceName()).collect(Collectors.joining(", "));
        return hop.prefix() + " " + hop.source() + cost + (others.isEmpty() ? "" : "; as good: " + others);
    }

    private static List<String> nodes(Road road) {
        List<String> nodes = new ArrayList<>();
        nodes.add(road.from());
        road.hops().forEach(hop -> nodes.add(hop.arrival().node()));
        return nodes;
    }
}
