package dev.ganz.bench;

import dev.ganz.stack.DropReason;
import dev.ganz.stack.Frame;
import dev.ganz.stack.FramePool;
import dev.ganz.stack.PortInfo;
import dev.ganz.stack.RandomStream;
import dev.ganz.stack.Runtime;
import dev.ganz.stack.Timer;
import dev.ganz.stack.ip.IpConfiguration;
import dev.ganz.stack.ip.IpNode;
import dev.ganz.stack.routing.AddressNumbers;
import dev.ganz.stack.routing.Route;
import dev.ganz.stack.routing.RouteSource;
import dev.ganz.stack.routing.RouteVersion;
import dev.ganz.wire.Checksum;
import dev.ganz.wire.addr.InterfaceAddress;
import dev.ganz.wire.addr.IpAddress;
import dev.ganz.wire.addr.Ipv4Address;
import dev.ganz.wire.addr.MacAddress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A world of one router with two ports: keeps the frame that was sent, and fills it anew for the next packet. */
final class RouterRuntime implements Runtime {
    static final int IN = 0;
    static final int OUT = 1;

    private static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle I32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final MacAddress[] MACS = {new MacAddress(0x02_00_00_00_00_01L), new MacAddress(0x02_00_00_00_00_02L)
    };
    private static final Ipv4Address NEXT_HOP = new Ipv4Address(0x0a000102);
    private static final int FIRST_DESTINATION = 0x0a800000;

    private static final int ETHERNET = 14;
    private static final int IPV4_CHECKSUM = ETHERNET + 10;
    private static final int IPV4_DESTINATION = ETHERNET + 16;
    private static final int PAYLOAD = 512;
    /** Ethernet, IPv4 and UDP from 10.0.0.2, port 1000, to {@link #FIRST_DESTINATION}, port 9. */
    private static final byte[] HEADERS = HexFormat.of()
            .parseHex("020000000001" + "020000000009" + "0800"
                    + "4500021c" + "00000000" + "40110000" + "0a000002" + "0a800000"
                    + "03e80009" + "02080000");

    private static final int CHECKSUM = Checksum.of(HEADERS, ETHERNET, 20, 0);

    private final FramePool pool = new FramePool();
    private final RandomStream random = new RandomStream(1);
    private @Nullable Frame sent;
    private int discarded;

    IpNode router() {
        Map<IpAddress, MacAddress> neighbours = Map.of(NEXT_HOP, new MacAddress(0x02_00_00_00_00_0aL));
        return new IpNode(new IpConfiguration(
                "router",
                true,
                List.of(
                        new IpConfiguration.Port(List.of(address(0x0a000001)), neighbours),
                        new IpConfiguration.Port(List.of(address(0x0a000101)), neighbours)),
                List.of(),
                new OneRoute()));
    }

    private static InterfaceAddress address(int address) {
        return new InterfaceAddress(new Ipv4Address(address), 24);
    }

    /** A packet to the {@code n}-th destination. */
    Frame packet(int n) {
        Frame frame = sent == null ? pool.take(HEADERS.length + PAYLOAD) : sent;
        sent = null;
        byte[] octets = frame.octets();
        int at = frame.offset();
        System.arraycopy(HEADERS, 0, octets, at, HEADERS.length);
        int checksum = Checksum.updated32(CHECKSUM, FIRST_DESTINATION, FIRST_DESTINATION + n);
        // in one store each, as a device that writes them for itself would: loads that overlap several stores are slow
        U16.set(octets, at + IPV4_CHECKSUM, (short) checksum);
        I32.set(octets, at + IPV4_DESTINATION, FIRST_DESTINATION + n);
        return frame.length(HEADERS.length + PAYLOAD);
    }

    /** The frame that the router sent last; it must have sent one. */
    Frame sent() {
        if (sent == null) {
            throw new IllegalStateException("the router sent nothing, and discarded " + discarded);
        }
        return sent;
    }

    @Override
    public long now() {
        return 0;
    }

    @Override
    public Frame frame(int capacity) {
        return pool.take(capacity);
    }

    @Override
    public void send(int port, Frame frame) {
        sent = frame;
    }

    @Override
    public void release(Frame frame) {
        pool.give(frame);
    }

    @Override
    public void discard(Frame frame, DropReason reason) {
        discarded++;
        pool.give(frame);
    }

    @Override
    public int ports() {
        return 2;
    }

    @Override
    public PortInfo port(int port) {
        return new PortInfo("eth" + port, MACS[port], 1500);
    }

    @Override
    public Timer timer(Runnable task) {
        return new Timer() {
            @Override
            public void at(long time) {
                // nothing that a router forwards with waits for time to pass
            }

            @Override
            public void cancel() {
                // it would not have been called
            }
        };
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    /** Everything is behind the same neighbour. */
    private static final class OneRoute implements RouteSource {
        private final Route route = new Route.Forward(List.of(new Route.NextHop(OUT, NEXT_HOP)));

        private final RouteVersion version = new RouteVersion();
        private final AddressNumbers numbers = new AddressNumbers();

        @Override
        public RouteVersion version() {
            return version;
        }

        @Override
        public AddressNumbers numbers() {
            return numbers;
        }

        @Override
        public Route lookup(int destination) {
            return route;
        }

        @Override
        public Route lookup(long destinationHigh, long destinationLow) {
            return route;
        }
    }
}
