package dev.ganz.live.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import dev.ganz.stack.Frame;
import dev.ganz.stack.FramePool;
import dev.ganz.wire.Checksum;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Long frames as Linux hands them over, and what becomes of them. */
class OffloadTest {
    private static final int ETHERNET = 14;
    private static final int FIN_PSH_ACK = 0x19;

    /** A TCP segment that the sender left to be cut; {@code options} are octets behind the TCP header. */
    private record Super(boolean ipv4, byte[] payload, int size, int options) {
        int network() {
            return ipv4 ? 20 : 40;
        }

        int transport() {
            return 20 + options;
        }

        Frame frame(FramePool pool) {
            int length = ETHERNET + network() + transport() + payload.length;
            Frame frame = pool.take(length);
            frame.length(length);
            byte[] o = frame.octets();
            int at = frame.offset();
            Arrays.fill(o, at - 10, at + length, (byte) 0);
            o[at - 10] = 1;
            o[at - 9] = (byte) (ipv4 ? 1 : 4);
            o[at - 6] = (byte) size;
            o[at - 5] = (byte) (size >> 8);
            o[at + 12] = (byte) (ipv4 ? 0x08 : 0x86);
            o[at + 13] = (byte) (ipv4 ? 0x00 : 0xdd);
            int ip = at + ETHERNET;
            if (ipv4) {
                o[ip] = 0x45;
                o[ip + 4] = (byte) 0xff;
                o[ip + 5] = (byte) 0xff;
                o[ip + 9] = 6;
                o[ip + 12] = 10;
                o[ip + 16] = 11;
            } else {
                o[ip] = 0x60;
                o[ip + 6] = 6;
                o[ip + 8] = (byte) 0xfd;
                o[ip + 24] = (byte) 0xfe;
            }
            int tcp = ip + network();
            o[tcp + 4] = (byte) 0xff;
            o[tcp + 5] = (byte) 0xff;
            o[tcp + 6] = (byte) 0xfe;
            o[tcp + 12] = (byte) (transport() / 4 << 4);
            o[tcp + 13] = FIN_PSH_ACK;
            System.arraycopy(payload, 0, o, tcp + transport(), payload.length);
            return frame;
        }
    }

    private static final Gen<Super> SUPERS = (random, size) -> {
        byte[] payload = new byte[1 + random.nextInt(1 + 600 * size)];
        random.nextBytes(payload);
        return new Super(random.nextBoolean(), payload, 1 + random.nextInt(1460), 4 * random.nextInt(4));
    };

    @Test
    void cutsIntoSegmentsThatAReceiverPutsTogether() {
        Property.forAll(300, SUPERS, whole -> {
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            List<Frame> pieces = finish(whole);
            for (Frame piece : pieces) {
                byte[] o = piece.octets();
                int ip = piece.offset() + ETHERNET;
                int tcp = ip + whole.network();
                int segment = piece.offset() + piece.length() - tcp;
                int sequence = number(o, tcp + 4);
                assertThat(sequence).isEqualTo(0xffff_fe00 + received.size());
                assertThat(o[tcp + 13] & 0x09).isEqualTo(piece == pieces.getLast() ? 0x09 : 0);
                checkSums(whole, o, ip, tcp, segment);
                received.write(o, tcp + whole.transport(), segment - whole.transport());
                assertThat(segment - whole.transport()).isBetween(1, whole.size());
            }
            assertThat(received.toByteArray()).isEqualTo(whole.payload());
        });
    }

    private static void checkSums(Super whole, byte[] o, int ip, int tcp, int segment) {
        if (whole.ipv4()) {
            assertThat(Checksum.of(o, ip, 20, 0)).as("IPv4 header").isZero();
            assertThat((o[ip + 2] & 0xff) << 8 | o[ip + 3] & 0xff).isEqualTo(20 + segment);
            assertThat(Checksum.of(o, tcp, segment, Checksum.sum(o, ip + 12, 8) + 6 + segment))
                    .isZero();
        } else {
            assertThat((o[ip + 4] & 0xff) << 8 | o[ip + 5] & 0xff).isEqualTo(segment);
            assertThat(Checksum.of(o, tcp, segment, Checksum.sum(o, ip + 8, 32) + 6 + segment))
                    .isZero();
        }
    }

    @Test
    void survivesHeadersThatLie() {
        Gen<byte[]> lies = (random, size) -> {
            byte[] octets = new byte[10 + ETHERNET + random.nextInt(1 + 4 * size)];
            random.nextBytes(octets);
            octets[22] = (byte) (random.nextBoolean() ? 0x08 : 0x86);
            octets[23] = (byte) (octets[22] == 0x08 ? 0x00 : 0xdd);
            return octets;
        };
        Property.forAll(3000, lies, octets -> {
            FramePool pool = new FramePool();
            Frame frame = pool.take(octets.length - 10);
            frame.length(octets.length - 10);
            System.arraycopy(octets, 0, frame.octets(), Offload.header(frame), octets.length);
            new Offload(pool).finish(frame, piece -> assertThat(piece.length()).isPositive());
        });
    }

    private static List<Frame> finish(Super whole) {
        FramePool pool = new FramePool();
        List<Frame> pieces = new ArrayList<>();
        new Offload(pool).finish(whole.frame(pool), pieces::add);
        return pieces;
    }

    private static int number(byte[] o, int at) {
        return (o[at] & 0xff) << 24 | (o[at + 1] & 0xff) << 16 | (o[at + 2] & 0xff) << 8 | o[at + 3] & 0xff;
    }
}
