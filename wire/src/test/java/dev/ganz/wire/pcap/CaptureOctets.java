package dev.ganz.wire.pcap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts capture files together octet by octet, also such as no writer would make. */
final class CaptureOctets {
    private final ByteBuffer buffer;

    CaptureOctets(ByteOrder order) {
        buffer = ByteBuffer.allocate(1 << 16).order(order);
    }

    /** What a reader found, up to the end or to the error. */
    record Found(List<Packet> packets, @Nullable MalformedCapture error) {}

    record Packet(
            CaptureInterface where,
            boolean timed,
            long time,
            List<Byte> octets,
            long originalLength,
            Direction direction,
            List<String> comments) {
        static Packet of(CapturedPacket packet) {
            List<Byte> octets = new ArrayList<>();
            for (byte octet : packet.copy()) {
                octets.add(octet);
            }
            return new Packet(
                    packet.captureInterface(),
                    packet.hasTime(),
                    packet.time(),
                    octets,
                    packet.originalLength(),
                    packet.direction(),
                    packet.comments());
        }

        int length() {
            return octets.size();
        }
    }

    static Found read(byte[] file) throws IOException {
        List<Packet> packets = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.of(new ByteArrayInputStream(file))) {
            for (CapturedPacket packet = reader.next(); packet != null; packet = reader.next()) {
                packets.add(Packet.of(packet));
            }
            return new Found(packets, null);
        } catch (MalformedCapture error) {
            return new Found(packets, error);
        }
    }

    static byte[] gzip(byte[] octets) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(packed)) {
            gzip.write(octets);
        }
        return packed.toByteArray();
    }

    CaptureOctets u8(int... values) {
        for (int value : values) {
            buffer.put((byte) value);
        }
        return this;
    }

    CaptureOctets u16(int... values) {
        for (int value : values) {
            buffer.putShort((short) value);
        }
        return this;
    }

    CaptureOctets u32(long... values) {
        for (long value : values) {
            buffer.putInt((int) value);
        }
        return this;
    }

    CaptureOctets u64(long value) {
        buffer.putLong(value);
        return this;
    }

    CaptureOctets octets(byte[] octets) {
        buffer.put(octets);
        return this;
    }

    CaptureOctets pcapHeader(int magic, int major, int minor, int linkType) {
        return u32(magic).u16(major, minor).u32(0, 0, 65_535, linkType);
    }

    CaptureOctets pcapRecord(int seconds, int fraction, byte[] octets, int original) {
        return u32(seconds, fraction, octets.length, original).octets(octets);
    }

    /** A block around what {@code body} holds, padded. */
    CaptureOctets block(int type, CaptureOctets body) {
        byte[] inner = body.bytes();
        int padding = -inner.length & 3;
        int length = inner.length + padding + 12;
        return u32(type, length).octets(inner).octets(new byte[padding]).u32(length);
    }

    CaptureOctets section() {
        return block(0x0a0d0d0a, body().u32(0x1a2b3c4d).u16(1, 0).u64(-1));
    }

    CaptureOctets option(int code, CaptureOctets value) {
        byte[] inner = value.bytes();
        return u16(code, inner.length).octets(inner).octets(new byte[-inner.length & 3]);
    }

    /** Something empty of the same byte order. */
    CaptureOctets body() {
        return new CaptureOctets(buffer.order());
    }

    byte[] bytes() {
        return java.util.Arrays.copyOf(buffer.array(), buffer.position());
    }
}
