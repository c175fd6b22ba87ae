package dev.ganz.sim.record;

import dev.ganz.lab.Interface;
import dev.ganz.lab.InvalidInput;
import dev.ganz.lab.Lab;
import dev.ganz.lab.NearestWord;
import dev.ganz.lab.Node;
import dev.ganz.wire.pcap.Direction;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Captures of a run at chosen interfaces, as pcapng: before loss where a frame leaves, after the wire where it arrives. Time 0 of
 * the run is the beginning of 1970. Files appear when {@link #commit} is called and not before; {@link #close} without that leaves
 * nothing. For one thread; {@link #frame} does not allocate. A file that cannot be written is an {@link InvalidInput}, from any
 * method.
 */
public final class Captures implements Closeable {
    /** Stands for an interface that nobody captures. */
    public static final int NO_TAP = -1;

    /**
     * What somebody wants to see.
     *
     * @param place an interface ({@code core:eth2}) or a node ({@code core}), which stands for all of its interfaces
     * @param file where to write it; requests of one file share it, each interface once
     */
    public record Request(String place, Path file) {}

    /** The files that an interface goes to, and its number in each. */
    private record Tap(CaptureFile[] files, int[] numbers) {
        Tap with(CaptureFile file, int number) {
            CaptureFile[] more = Arrays.copyOf(files, files.length + 1);
            int[] moreNumbers = Arrays.copyOf(numbers, numbers.length + 1);
            more[files.length] = file;
            moreNumbers[numbers.length] = number;
            return new Tap(more, moreNumbers);
        }
    }

    private final List<CaptureFile> files = new ArrayList<>();
    private final SortedMap<String, Integer> numbers = new TreeMap<>();
    private final List<Tap> taps = new ArrayList<>();

    private Captures() {}

    /**
     * Begins the files.
     *
     * @throws InvalidInput if the lab has no such node or interface, or a file cannot be written
     */
    public static Captures open(Lab lab, List<Request> requests) {
        Captures captures = new Captures();
        try {
            for (Request request : requests) {
                captures.add(lab, request);
            }
            return captures;
        } catch (RuntimeException failure) {
            captures.close();
            throw failure;
        }
    }

    /** The tap of an interface, or {@link #NO_TAP}. */
    public int tap(String node, String interfaceName) {
        return numbers.getOrDefault(node + ":" + interfaceName, NO_TAP);
    }

    /**
     * A frame passes an interface.
     *
     * @param tap as {@link #tap} gave it, not {@link #NO_TAP}
     * @param time nanoseconds
     * @param outbound whether it leaves the node
     */
    public void frame(int tap, long time, boolean outbound, byte[] octets, int offset, int length) {
        Tap goal = taps.get(tap);
        Direction direction = outbound ? Direction.OUTBOUND : Direction.INBOUND;
        for (int i = 0; i < goal.files.length; i++) {
            goal.files[i].frame(goal.numbers[i], time, direction, octets, offset, length);
        }
    }

    /** Gives all files their names. */
    public void commit() {
        files.forEach(CaptureFile::commit);
    }

    /** Removes the files that were not committed. */
    @Override
    public void close() {
        files.forEach(CaptureFile::close);
    }

    private void add(Lab lab, Request request) {
        int colon = request.place().indexOf(':');
        String name = colon < 0 ? request.place() : request.place().substring(0, colon);
        Node node = lab.nodes().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("cannot capture " + request.place() + ": lab " + lab.name()
                        + " has no node \"" + name + "\""
                        + NearestWord.hint(
                                name, lab.nodes().stream().map(Node::name).toList())));
        List<String> interfaces =
                node.interfaces().stream().map(Interface::name).toList();
        if (colon >= 0) {
            String only = request.place().substring(colon + 1);
            if (!interfaces.contains(only)) {
                throw new InvalidInput("cannot capture " + request.place() + ": " + name + " has no interface \"" + only
                        + "\"" + NearestWord.hint(only, interfaces));
            }
            interfaces = List.of(only);
        }
        if (interfaces.isEmpty()) {
            throw new InvalidInput("cannot capture " + request.place() + ": it has no interface");
        }
        CaptureFile file = file(request.file());
        interfaces.forEach(each -> addTap(name + ":" + each, file));
    }

    private CaptureFile file(Path path) {
        Path place = path.toAbsolutePath().normalize();
        return files.stream()
                .filter(file -> file.place().equals(place))
                .findFirst()
                .orElseGet(() -> {
                    CaptureFile file = CaptureFile.create(path, place);
                    files.add(file);
                    return file;
                });
    }

    private void addTap(String endpoint, CaptureFile file) {
        int number = numbers.computeIfAbsent(endpoint, absent -> {
            taps.add(new Tap(new CaptureFile[0], new int[0]));
            return taps.size() - 1;
        });
        if (!Arrays.asList(taps.get(number).files).contains(file)) {
            taps.set(number, taps.get(number).with(file, file.addInterface(endpoint)));
        }
    }
}
