package dev.ganz.sim.record;

import dev.ganz.lab.InvalidInput;
import dev.ganz.stack.result.LabEvent;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Goes through what a {@link RunRecorder} wrote. Memory is bounded, whatever the file; a file that is no record, is damaged or was
 * cut is an {@link InvalidInput}, from any method. For one thread.
 */
public final class RunRecordReader implements Closeable {
    /** What the reader stands at. */
    public enum Entry {
        DELIVERY,
        EVENT,
        /** The end; the file is whole. */
        END
    }

    private final BlockSource source;
    private final RunHeader header;
    private final FrameMemory memory = new FrameMemory();
    private Entry entry = Entry.EVENT;
    private LabEvent event = new LabEvent(0, LabEvent.Kind.NOTE, "", "");
    private long time;
    private int node;
    private int port;
    private int length;
    private int kept;
    private long deliveries;
    private long events;
    private long digest;

    private RunRecordReader(BlockSource source) {
        this.source = source;
        this.header = readHeader(source);
    }

    public static RunRecordReader open(Path path) {
        BlockSource source = BlockSource.open(path);
        try {
            return new RunRecordReader(source);
        } catch (RuntimeException failure) {
            source.close();
            throw failure;
        }
    }

    public RunHeader header() {
        return header;
    }

    /** Goes to the next entry; stays at the end once it is there. */
    public Entry next() {
        if (entry == Entry.END) {
            return entry;
        }
        int kind = source.get8();
        entry = switch (kind) {
            case RecordFormat.DELIVERY -> readDelivery();
            case RecordFormat.EVENT -> readEvent();
            case RecordFormat.LAST -> readLast();
            default -> throw source.damaged("an entry of kind 0 to 2", String.valueOf(kind));
        };
        return entry;
    }

    /** Nanoseconds. */
    public long time() {
        return time;
    }

    /** Of the delivery: place in the header's nodes. */
    public int node() {
        return node;
    }

    /** Of the delivery: place in the node's ports. */
    public int port() {
        return port;
    }

    /** Of the delivery: octets that the frame had. */
    public int length() {
        return length;
    }

    /** Of the delivery: octets that the record keeps. */
    public int kept() {
        return kept;
    }

    /** Of the delivery: an array that begins with the octets that the record keeps, until the reader goes on. */
    public byte[] octets() {
        return memory.frame();
    }

    /** Of the delivery: a value that stays. */
    public Delivery delivery() {
        RecordedNode where = header.nodes().get(node);
        return new Delivery(time, where.name(), where.ports().get(port), length, Arrays.copyOf(memory.frame(), kept));
    }

    public LabEvent event() {
        return event;
    }

    /** Deliveries so far, with the one that the reader stands at. */
    public long deliveries() {
        return deliveries;
    }

    /** Digest of the run, known at the end. */
    public long digest() {
        return digest;
    }

    @Override
    public void close() {
        source.close();
    }

    private Entry readDelivery() {
        pass();
        node = (int) source.number("a node", header.nodes().size() - 1L);
        port = (int) source.number("a port", header.nodes().get(node).ports().size() - 1L);
        length = (int) source.number("a length", RecordFormat.LONGEST_FRAME);
        kept = Math.min(length, RecordFormat.KEPT);
        int slot = source.get8() << 8 | source.get8();
        if (slot >= FrameMemory.SLOTS) {
            throw source.damaged("a slot of 0 to " + (FrameMemory.SLOTS - 1), String.valueOf(slot));
        }
        memory.guess(node, port, slot);
        memory.correct(source.get64(), source);
        memory.remember(node, port, slot);
        deliveries++;
        return Entry.DELIVERY;
    }

    private Entry readEvent() {
        pass();
        LabEvent.Kind kind = kind(source.text("kind"));
        event = new LabEvent(time, kind, source.text("place"), source.text("text"));
        events++;
        return Entry.EVENT;
    }

    private Entry readLast() {
        digest = source.get64();
        requireCount("deliveries", deliveries);
        requireCount("events", events);
        source.requireEnd();
        return Entry.END;
    }

    private void requireCount(String what, long counted) {
        long stated = source.number(what, Long.MAX_VALUE);
        if (stated != counted) {
            throw source.damaged(counted + " " + what, String.valueOf(stated));
        }
    }

    /** Time goes on, and not beyond its end. */
    private void pass() {
        time += source.number("time since the entry before", Long.MAX_VALUE - time);
    }

    private LabEvent.Kind kind(String name) {
        for (LabEvent.Kind kind : LabEvent.Kind.values()) {
            if (kind.name().equals(name)) {
                return kind;
            }
        }
        throw source.damaged("a kind of event", "\"" + name + "\"");
    }

    private static RunHeader readHeader(BlockSource source) {
        String lab = source.text("lab");
        long seed = source.get64();
        int count = (int) source.number("nodes", RecordFormat.MOST_NODES);
        int portsLeft = RecordFormat.MOST_PORTS;
        List<RecordedNode> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = source.text("name");
            int ports = (int) source.number("ports", portsLeft);
            portsLeft -= ports;
            List<String> names = new ArrayList<>();
            for (int j = 0; j < ports; j++) {
                names.add(source.text("port"));
            }
            nodes.add(new RecordedNode(name, names));
        }
        return new RunHeader(lab, seed, nodes);
    }
}
