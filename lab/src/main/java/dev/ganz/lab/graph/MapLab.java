package dev.ganz.lab.graph;

import dev.ganz.lab.Coordinates;
import dev.ganz.lab.Impairment;
import dev.ganz.lab.Lab;
import dev.ganz.lab.NaturalOrder;
import dev.ganz.lab.Node;
import dev.ganz.lab.graph.MapGraph.Edge;
import dev.ganz.lab.graph.MapGraph.Vertex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a lab of a map: every node a router, a shared medium a switch, every link a link with a speed and a delay. Nodes and links
 * are taken in order of names, so that interfaces are numbered the same whatever the order of the file.
 */
final class MapLab {
    /** Of a link whose speed the map does not tell, bits per second. */
    static final long UNKNOWN_SPEED = 1_000_000_000;

    private static final long UNLIMITED = 0;

    private final MapGraph map;
    private final List<String> names;
    private final int[] rankOf;
    private final List<Integer> byName;
    private final List<Optional<Coordinates>> places;

    /** A direction of a link: bits per second, nanoseconds, chance of a frame to be lost. */
    private record Course(long rate, long delay, double loss) {
        static final Comparator<Course> ORDER = Comparator.comparingLong(Course::rate)
                .thenComparingLong(Course::delay)
                .thenComparingDouble(Course::loss);
    }

    /** A link between two nodes by their ranks; {@code a} is not above {@code b}. */
    private record Line(int a, int b, Course forward, Course backward) {
        static final Comparator<Line> ORDER = Comparator.comparingInt(Line::a)
                .thenComparingInt(Line::b)
                .thenComparing(Line::forward, Course.ORDER)
                .thenComparing(Line::backward, Course.ORDER);
    }

    private MapLab(MapGraph map) {
        this.map = map;
        names = NodeNames.of(map.nodes());
        byName = IntStream.range(0, names.size())
                .boxed()
                .sorted((a, b) -> NaturalOrder.compare(names.get(a), names.get(b)))
                .toList();
        rankOf = new int[names.size()];
        for (int rank = 0; rank < rankOf.length; rank++) {
            rankOf[byName.get(rank)] = rank;
        }
        places = map.nodes().stream().map(this::place).toList();
    }

    /** @throws dev.ganz.lab.InvalidInput if a link ends nowhere, or an attribute is out of bounds */
    static Lab of(MapGraph map) {
        return new MapLab(map).lab();
    }

    private Lab lab() {
        List<Line> lines = lines();
        LabSketch sketch = new LabSketch();
        for (int rank = 0; rank < byName.size(); rank++) {
            int number = byName.get(rank);
            sketch.node(names.get(number), isMedium(number) ? Node.Kind.SWITCH : Node.Kind.ROUTER, places.get(number));
        }
        Map<Course, Impairment> impairments = new HashMap<>();
        for (Line line : lines) {
            sketch.link(
                    line.a,
                    line.b,
                    impairments.computeIfAbsent(line.forward, MapLab::impairment),
                    impairments.computeIfAbsent(line.backward, MapLab::impairment));
        }
        return sketch.lab(labName(map.file()));
    }

    private boolean isMedium(int number) {
        return map.nodes().get(number).attributes().containsKey(MapGraph.MEDIUM);
    }

    private static Impairment impairment(Course course) {
        return Links.impairment(course.rate, course.delay, course.loss);
    }

    /** The name of the file without its folder and ending, in characters that every part of Ganz takes. */
    static String labName(String file) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        int dot = name.lastIndexOf('.');
        name = (dot > 0 ? name.substring(0, dot) : name)
                .replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceAll("^[._-]+", "");
        return name.isEmpty() ? "map" : name.length() > 60 ? name.substring(0, 60) : name;
    }

    /** All links in order; two directed ones that go to and fro between two nodes are one. */
    private List<Line> lines() {
        List<Line> lines = new ArrayList<>(map.links().size());
        Map<Long, List<Course>> oneWay = new TreeMap<>();
        for (Edge link : map.links()) {
            int source = map.end(link, link.source());
            int target = map.end(link, link.target());
            Course course = course(link, source, target);
            int a = rankOf[source];
            int b = rankOf[target];
            if (link.directed()) {
                oneWay.computeIfAbsent((long) a << Integer.SIZE | b, _ -> new ArrayList<>())
                        .add(course);
            } else {
                lines.add(new Line(Math.min(a, b), Math.max(a, b), course, course));
            }
        }
        oneWay.values().forEach(courses -> courses.sort(Course.ORDER));
        oneWay.forEach((ends, courses) -> {
            int a = (int) (ends >>> Integer.SIZE);
            int b = ends.intValue();
            List<Course> opposite = a == b ? List.of() : oneWay.getOrDefault((long) b << Integer.SIZE | a, List.of());
            for (int i = 0; i < courses.size(); i++) {
                Course back = i < opposite.size() ? opposite.get(i) : courses.get(i);
                if (a <= b) {
                    lines.add(new Line(a, b, courses.get(i), back));
                } else if (i >= opposite.size()) { // else it was taken with its opposite
                    lines.add(new Line(b, a, courses.get(i), courses.get(i)));
                }
            }
        });
        lines.sort(Line.ORDER);
        return lines;
    }

    private Course course(Edge link, int source, int target) {
        OptionalLong speed = LinkSpeed.of(link, map);
        OptionalLong latency = LinkDelay.told(link, map);
        long delay = latency.orElseGet(() -> LinkDelay.between(places.get(source), places.get(target)));
        // a link that tells its latency and no speed is one of Shadow's, whose links have no limit
        return new Course(speed.orElse(latency.isPresent() ? UNLIMITED : UNKNOWN_SPEED), delay, loss(link));
    }

    private double loss(Edge link) {
        String text = link.attributes().get("packet_loss");
        if (text == null) {
            return 0;
        }
        double loss = number(text);
        if (!(loss >= 0 && loss <= 1)) {
            throw map.error(link.place(), "expected a packet_loss from 0 to 1, found " + MapGraph.quoted(text));
        }
        return loss;
    }

    private Optional<Coordinates> place(Vertex node) {
        String latitude = first(node, "latitude", "lat");
        String longitude = first(node, "longitude", "lon", "lng", "long");
        if (latitude == null || longitude == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Coordinates(degrees(node, "latitude", latitude, 90), degrees(node, "longitude", longitude, 180)));
    }

    private static @Nullable String first(Vertex node, String... keys) {
        for (String key : keys) {
            String value = node.attributes().get(key);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private double degrees(Vertex node, String what, String text, int most) {
        double degrees = number(text);
        if (!(degrees >= -most && degrees <= most)) {
            throw map.error(
                    node.place(),
                    "expected a " + what + " from -" + most + " to " + most + " degrees, found "
                            + MapGraph.quoted(text));
        }
        return degrees;
    }

    /** Not a number if the text is none. */
    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
