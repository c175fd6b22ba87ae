package dev.ganz.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.prop.Property;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EcnTest {
    @Test
    void marksWhatHeedsMarks() {
        Property.forAll(Ipv4Test.HEADERS, header -> {
            byte[] octets = new byte[100];
            BigEndian.put16(octets, 12, EtherType.IPV4);
            int length = 14 + header.emit(octets, 14, 0);
            int before = header.trafficClass();
            boolean capable = (before & 3) != Ecn.NOT_CAPABLE;

            assertThat(Ecn.mark(octets, 0, length)).isEqualTo(capable);

            assertThat(Ipv4View.trafficClass(octets, 14))
                    .isEqualTo(capable ? before | Ecn.CONGESTION_EXPERIENCED : before);
            assertThat(Ipv4View.isChecksumValid(octets, 14)).isTrue();
        });
        Property.forAll(Ipv6Test.HEADERS, header -> {
            byte[] octets = new byte[100];
            BigEndian.put16(octets, 12, EtherType.VLAN);
            BigEndian.put16(octets, 16, EtherType.IPV6);
            int length = 18 + header.emit(octets, 18, 0);
            int before = header.trafficClass();
            boolean capable = (before & 3) != Ecn.NOT_CAPABLE;

            assertThat(Ecn.mark(octets, 0, length)).isEqualTo(capable);

            assertThat(Ipv6View.trafficClass(octets, 18))
                    .isEqualTo(capable ? before | Ecn.CONGESTION_EXPERIENCED : before);
            assertThat(Ipv6View.flowLabel(octets, 18)).isEqualTo(header.flowLabel());
        });
    }

    @Test
    void leavesOtherFramesAlone() {
        String[] others = {
            "0806 0001 0800 0604 0001" + "03".repeat(40), // ARP
            "0800 65030014" + "03".repeat(16), // IPv6 where the type says IPv4
            "86dd 45300000" + "03".repeat(36), // and the other way round
            "0800 45030014" + "03".repeat(15), // cut by an octet
            "86dd 60300000" + "03".repeat(35),
            "0026 424203" + "03".repeat(60),
            "8100 0001 81",
        };
        for (String other : others) {
            byte[] octets = Octets.of("02000000000b 02000000000a" + other);
            byte[] before = octets.clone();

            assertThat(Ecn.mark(octets, 0, octets.length)).isFalse();
            assertThat(octets).isEqualTo(before);
        }
    }

    @Test
    void marksBehindAnyTagsAndOnlyWhatIsThereWhole() {
        String[] tags = {"", "8100 0001", "88a8 0064 8100 0001"};
        String[] packets = {
            "0800 45020014 00000000 40110000 0a000001 0a000002", "86dd 60200000 00003b40" + "fd".repeat(32)
        };
        for (String tag : tags) {
            for (String packet : packets) {
                byte[] whole = Octets.of("ffff 02000000000b 02000000000a" + tag + packet);
                for (int length = 0; length <= whole.length - 2; length++) {
                    byte[] octets = whole.clone();

                    boolean marked = Ecn.mark(octets, 2, length);

                    assertThat(marked)
                            .as("%s%s, %d octets", tag, packet, length)
                            .isEqualTo(length == whole.length - 2);
                    assertThat(Arrays.equals(octets, whole)).isEqualTo(!marked);
                }
            }
        }
    }
}
