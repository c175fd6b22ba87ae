package dev.ganz.stack.ip;

import dev.ganz.stack.Device;
import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.stack.FramePool;
import dev.ganz.stack.PortInfo;
import dev.ganz.stack.RandomStream;
import dev.ganz.stack.Runtime;
import dev.ganz.stack.Timer;
import dev.ganz.wire.addr.MacAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A small world for tests: devices, wires with a delay, a virtual clock. Octets of new frames are dirty. */
public final class Network {
    public static final long MILLISECOND = 1_000_000;
    public static final long SECOND = 1000 * MILLISECOND;

    private final FramePool pool = new FramePool();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Map<String, Place> places = new TreeMap<>();
    private long now;
    private long sequence;
    private int taken;
    private int given;

    private record Event(long time, long order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return time != other.time ? Long.compare(time, other.time) : Long.compare(order, other.order);
        }
    }

    /** Something that a node dropped. */
    record Drop(long time, DropReason reason) {}

    public long now() {
        return now;
    }

    /** Frames that were taken and neither released nor discarded nor lie at the end of a wire. */
    public int framesOut() {
        return taken - given;
    }

    /** Adds a node with ports of an MTU; its MACs are 02:00:00:00:{number of the node}:{port}. */
    public Place add(String name, int ports, int mtu) {
        Place place = new Place(places.size() + 1, ports, mtu);
        places.put(name, place);
        return place;
    }

    public void wire(Place one, int onePort, Place other, int otherPort, long delay) {
        one.ends[onePort] = new End(other, otherPort, delay);
        other.ends[otherPort] = new End(one, onePort, delay);
        if (one.device != null && other.device != null) {
            one.device.carrier(onePort, true);
            other.device.carrier(otherPort, true);
        }
    }

    /** Takes carrier from a wire, or gives it back. */
    void carrier(Place one, int port, boolean up) {
        End end = java.util.Objects.requireNonNull(one.ends[port]);
        one.dark[port] = !up;
        end.place.dark[end.port] = !up;
        one.started().carrier(port, up);
        end.place.started().carrier(end.port, up);
    }

    public void at(long time, Runnable action) {
        events.add(new Event(Math.max(time, now), sequence++, action));
    }

    public void run(long until) {
        while (!events.isEmpty() && events.peek().time <= until) {
            Event event = events.poll();
            now = event.time;
            event.action.run();
        }
        now = Math.max(now, until);
    }

    private record End(Place place, int port, long delay) {}

    /** Where a device is. */
    public final class Place implements Runtime {
        final List<Drop> drops = new ArrayList<>();
        /** What the device sent, as hexadecimal octets, port first: {@code 0:ffff…}. */
        final List<String> sent = new ArrayList<>();

        @Nullable
        Consumer<byte[]> tap;

        int releases;

        private final @Nullable End[] ends;
        private final boolean[] dark;
        private final PortInfo[] ports;
        private final RandomStream random;
        private @Nullable Device device;

        private Place(int number, int ports, int mtu) {
            this.ends = new @Nullable End[ports];
            this.dark = new boolean[ports];
            this.ports = new PortInfo[ports];
            this.random = RandomStream.of(1, "node " + number);
            for (int i = 0; i < ports; i++) {
                MacAddress mac = new MacAddress(0x0200_0000_0000L | (long) number << 8 | i);
                this.ports[i] = new PortInfo("eth" + i, mac, mtu);
            }
        }

        void mtu(int port, int mtu) {
            ports[port] = new PortInfo(ports[port].name(), ports[port].mac(), mtu);
        }

        public <D extends Device> D start(D started) {
            device = started;
            started.start(this);
            for (int i = 0; i < ends.length; i++) {
                End end = ends[i];
                if (end == null) {
                    started.carrier(i, true); // a port without a wire sends into the open
                } else if (end.place.device != null) {
                    started.carrier(i, true);
                    end.place.started().carrier(end.port, true);
                }
            }
            return started;
        }

        Device started() {
            return java.util.Objects.requireNonNull(device);
        }

        /** Lets octets arrive at a port, without delay. */
        void receive(int port, byte[] octets) {
            Frame frame = frame(octets.length).length(octets.length);
            System.arraycopy(octets, 0, frame.octets(), frame.offset(), octets.length);
            started().receive(port, frame);
        }

        void receive(int port, String hex) {
            receive(port, HexFormat.of().parseHex(hex.replaceAll("[^0-9a-f]", "")));
        }

        List<DropReason> reasons() {
            return drops.stream().map(Drop::reason).toList();
        }

        @Override
        public long now() {
            return now;
        }

        @Override
        public Frame frame(int capacity) {
            taken++;
            Frame frame = pool.take(capacity);
            Arrays.fill(frame.octets(), (byte) 0xa5); // a forgotten field would keep this
            return frame;
        }

        @Override
        public void send(int port, Frame frame) {
            byte[] octets = Arrays.copyOfRange(frame.octets(), frame.offset(), frame.offset() + frame.length());
            sent.add(port + ":" + HexFormat.of().formatHex(octets));
            if (tap != null) {
                tap.accept(octets);
            }
            End end = ends[port];
            if (end == null || dark[port]) {
                give(frame);
                return;
            }
            at(now + end.delay, () -> {
                if (dark[port] || end.place.device == null) {
                    give(frame);
                } else {
                    end.place.device.receive(end.port, frame);
                }
            });
        }

        @Override
        public void release(Frame frame) {
            releases++;
            give(frame);
        }

        @Override
        public void discard(Frame frame, DropReason reason) {
            drops.add(new Drop(now, reason));
            give(frame);
        }

        private void give(Frame frame) {
            given++;
            pool.give(frame);
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
            return new VirtualTimer(task);
        }

        @Override
        public RandomGenerator random() {
            return random;
        }
    }

    private final class VirtualTimer implements Timer {
        private final Runnable task;
        private int arming;

        VirtualTimer(Runnable task) {
            this.task = task;
        }

        @Override
        public void at(long time) {
            int mine = ++arming;
            Network.this.at(time, () -> {
                if (arming == mine) {
                    task.run();
                }
            });
        }

        @Override
        public void cancel() {
            arming++;
        }
    }
}
