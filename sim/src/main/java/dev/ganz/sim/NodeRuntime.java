package dev.ganz.sim;

import dev.ganz.lab.Node;
import dev.ganz.stack.Device;
import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.stack.PortInfo;
import dev.ganz.stack.RandomStream;
import dev.ganz.stack.Runtime;
import dev.ganz.stack.Timer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The virtual world as one node sees it. */
final class NodeRuntime implements Runtime {
    private static final long TIMERS = 1L << 31;
    private static final long[] NONE = {0};

    private final Engine engine;
    private final NodeQueue queue;
    private final Node node;
    private final int index;
    private final @Nullable Lane[] out;
    private final PortInfo[] ports;
    /** Number of each port in the captures, or -1; null if none is captured. */
    private int @Nullable [] taps;
    /** By reason; null as long as nothing was dropped: most of 50,000 nodes never drop a frame. */
    private @Nullable EnumMap<DropReason, long[]> drops;

    private final List<NodeTimer> timers = new ArrayList<>(0);
    private final long seed;
    private int timersMade;
    private int lives;
    private @Nullable RandomGenerator random;
    /** What the node does; null while it has no power. */
    @Nullable
    Device device;

    NodeRuntime(Engine engine, Node node, int index, PortInfo[] ports, long seed) {
        this.engine = engine;
        this.queue = engine.queue(index, ports.length);
        this.node = node;
        this.index = index;
        this.ports = ports;
        this.out = new Lane[ports.length];
        this.seed = seed;
    }

    Engine engine() {
        return engine;
    }

    Node node() {
        return node;
    }

    /** The node's place in the order of names. */
    int index() {
        return index;
    }

    NodeQueue queue() {
        return queue;
    }

    /** Says where the frames go that leave by a port. */
    void connect(Lane lane) {
        out[lane.fromPort] = lane;
    }

    @Nullable
    Lane lane(int port) {
        return out[port];
    }

    /** The port's number in the captures, or -1. */
    int tap(int port) {
        return taps == null ? -1 : taps[port];
    }

    void tap(int port, int number) {
        if (taps == null) {
            taps = new int[ports.length];
            Arrays.fill(taps, -1);
        }
        taps[port] = number;
    }

    long drops(DropReason reason) {
        return drops == null ? 0 : drops.getOrDefault(reason, NONE)[0];
    }

    /** Gives the node power: a new device, which knows nothing of the one before. */
    void start(Device newDevice) {
        random = null;
        lives++;
        device = newDevice;
        newDevice.start(this);
    }

    /** Takes the node's power: its device and timers are gone. */
    void crash() {
        timers.forEach(NodeTimer::silence);
        timers.clear();
        device = null;
    }

    @Override
    public long now() {
        return engine.now();
    }

    @Override
    public Frame frame(int capacity) {
        return engine.pool().take(capacity);
    }

    @Override
    public void send(int port, Frame frame) {
        Lane lane = out[port];
        if (lane == null) {
            discard(frame, DropReason.DOWN);
        } else {
            engine.send(this, port, lane, frame);
        }
    }

    @Override
    public void release(Frame frame) {
        engine.pool().give(frame);
    }

    @Override
    public void discard(Frame frame, DropReason reason) {
        if (drops == null) {
            drops = new EnumMap<>(DropReason.class);
        }
        drops.computeIfAbsent(reason, _ -> new long[1])[0]++;
        engine.dropped(this, frame, reason);
        engine.pool().give(frame);
    }

    @Override
    public int ports() {
        return ports.length;
    }

    @Override
    public PortInfo port(int port) {
        return ports[port];
    }

    @Override
    public Timer timer(Runnable task) {
        NodeTimer timer = new NodeTimer(engine, queue, task, TIMERS | timersMade++);
        timers.add(timer);
        return timer;
    }

    @Override
    public RandomGenerator random() {
        if (random == null) {
            random = RandomStream.of(seed, lives == 1 ? node.name() : node.name() + "#" + lives);
        }
        return random;
    }
}
