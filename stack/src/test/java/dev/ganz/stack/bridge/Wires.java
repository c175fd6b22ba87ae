package dev.ganz.stack.bridge;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.stack.FramePool;
import dev.ganz.stack.PortInfo;
import dev.ganz.stack.Runtime;
import dev.ganz.stack.Timer;
import dev.ganz.wire.addr.MacAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** The wires of a switch under test: writes down what the switch does with frames, one line each. */
final class Wires implements Runtime {
    private final FramePool pool = new FramePool();
    private final int ports;
    private final int mtu;
    private final List<String> deeds = new ArrayList<>();
    long now;

    Wires(int ports, int mtu) {
        this.ports = ports;
        this.mtu = mtu;
    }

    /** Gives the switch a frame of these octets, dirty around, and says what came of it. */
    List<String> deliver(LearningSwitch bridge, int port, String hex) {
        byte[] octets = HexFormat.of().parseHex(hex.replace(" ", ""));
        Frame frame = pool.take(octets.length);
        java.util.Arrays.fill(frame.octets(), (byte) 0xa5);
        System.arraycopy(octets, 0, frame.octets(), frame.offset(), octets.length);
        bridge.receive(port, frame.length(octets.length));
        List<String> done = List.copyOf(deeds);
        deeds.clear();
        return done;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public Frame frame(int capacity) {
        return pool.take(capacity);
    }

    @Override
    public void send(int port, Frame frame) {
        deeds.add(port + " " + hex(frame));
        pool.give(frame);
    }

    @Override
    public void release(Frame frame) {
        deeds.add("released");
        pool.give(frame);
    }

    @Override
    public void discard(Frame frame, DropReason reason) {
        deeds.add(reason.text());
        pool.give(frame);
    }

    @Override
    public int ports() {
        return ports;
    }

    @Override
    public PortInfo port(int port) {
        return new PortInfo("p" + port, new MacAddress(0x02_0000_00ff00L + port), mtu);
    }

    @Override
    public Timer timer(Runnable task) {
        throw new AssertionError("a learning switch needs no timer");
    }

    @Override
    public RandomGenerator random() {
        throw new AssertionError("a learning switch leaves nothing to chance");
    }

    private static String hex(Frame frame) {
        return HexFormat.of().formatHex(frame.octets(), frame.offset(), frame.offset() + frame.length());
    }
}
