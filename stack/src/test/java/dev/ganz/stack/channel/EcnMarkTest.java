package dev.ganz.stack.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.stack.Frame;
import dev.ganz.stack.FramePool;
import dev.ganz.wire.Checksum;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcnMarkTest {
    private static final String ADDRESSES = "020000000001020000000002";
    private static final String IPV6 = "86dd6000000000003bff" + "20010db8".repeat(8);

    private final FramePool pool = new FramePool();

    @ParameterizedTest
    @ValueSource(strings = {"", "81000064", "88a8000a81000064", "9100000a9100000b81000064"})
    void marksIpv4ThroughTagsAndKeepsItsChecksumRight(String tags) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            for (int codepoint = 0; codepoint < 4; codepoint++) {
                byte[] header = ipv4(random, codepoint);
                Frame frame = frame(ADDRESSES + tags + "0800" + HexFormat.of().formatHex(header));

                assertThat(EcnMark.set(frame)).isEqualTo(codepoint != 0);

                byte[] after = Arrays.copyOfRange(
                        frame.octets(), frame.offset() + frame.length() - 20, frame.offset() + frame.length());
                assertThat(Checksum.of(after, 0, 20, 0)).isZero();
                header[1] = after[1];
                header[10] = after[10];
                header[11] = after[11];
                assertThat(after).isEqualTo(header);
                assertThat(after[1] & 3).isEqualTo(codepoint == 0 ? 0 : 3);
            }
        }
    }

    @Test
    void marksIpv6AndKeepsTheRestOfTheTrafficClass() {
        Frame frame = frame(ADDRESSES + IPV6.replace("86dd6000", "86dd6eaf"));

        assertThat(EcnMark.set(frame)).isTrue();

        assertThat(frame.octets()[frame.offset() + 14]).isEqualTo((byte) 0x6e);
        assertThat(frame.octets()[frame.offset() + 15]).isEqualTo((byte) 0xbf);
    }

    @Test
    void doesNotMarkWhomDoesNotUnderstand() {
        assertThat(EcnMark.set(frame(ADDRESSES + IPV6))).isFalse();
        assertThat(EcnMark.set(frame(ADDRESSES + "0806" + "00".repeat(28)))).isFalse(); // ARP
        assertThat(EcnMark.set(frame(ADDRESSES + "0026" + "4242030000".repeat(8))))
                .isFalse(); // 802.3
        assertThat(EcnMark.set(frame(ADDRESSES + "0800" + "6503".repeat(10)))).isFalse(); // not version 4
        assertThat(EcnMark.set(frame(ADDRESSES + "86dd" + "4533".repeat(20)))).isFalse(); // not version 6
    }

    @Test
    void survivesFramesCutShortAnywhere() {
        SplittableRandom random = new SplittableRandom(1);
        byte[] whole = HexFormat.of()
                .parseHex(
                        ADDRESSES + "88a8000a81000064" + "0800" + HexFormat.of().formatHex(ipv4(random, 2)));
        for (int length = 0; length < whole.length; length++) {
            Frame frame = frame(HexFormat.of().formatHex(whole, 0, length));
            byte[] before = frame.octets().clone();

            assertThat(EcnMark.set(frame)).isFalse();
            assertThat(frame.octets()).isEqualTo(before);
        }
    }

    private static byte[] ipv4(SplittableRandom random, int codepoint) {
        byte[] header = new byte[20];
        random.nextBytes(header);
        header[0] = 0x45;
        header[1] = (byte) (header[1] & ~3 | codepoint);
        header[10] = 0;
        header[11] = 0;
        int checksum = Checksum.of(header, 0, 20, 0);
        header[10] = (byte) (checksum >>> 8);
        header[11] = (byte) checksum;
        return header;
    }

    private Frame frame(String hex) {
        byte[] octets = HexFormat.of().parseHex(hex);
        Frame frame = pool.take(octets.length).length(octets.length);
        System.arraycopy(octets, 0, frame.octets(), frame.offset(), octets.length);
        return frame;
    }
}
