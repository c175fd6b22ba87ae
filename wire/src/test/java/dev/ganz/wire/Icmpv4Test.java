package dev.ganz.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import dev.ganz.wire.addr.Ipv4Address;
import java.util.List;
import org.junit.jupiter.api.Test;

class Icmpv4Test {
    /** Captured: "port unreachable" about an echo. */
    private static final String UNREACHABLE = "0301 fcfe 00000000 45000030 61b44000 3f01bfcc 0a280203 0a1e0404 0800b7db"
            + "40240000 00000000 00000000 00000000 00000000 00000000";

    private static final String ECHO = "0800 b7db 4024 0000 00000000 00000000 00000000 00000000 00000000";

    static final Gen<Icmpv4> HEADERS = (random, size) -> {
        int code = random.nextInt(16);
        int quoted = 4 * Octets.integer(random, 0, 255);
        int word = Octets.integer(random, 0, 0xffff);
        return switch (random.nextInt(7)) {
            case 0 -> new Icmpv4.EchoRequest(word, Octets.integer(random, 0, 0xffff));
            case 1 -> new Icmpv4.EchoReply(word, Octets.integer(random, 0, 0xffff));
            case 2 -> new Icmpv4.DestinationUnreachable(code, quoted, code == 4 ? word : 0);
            case 3 -> new Icmpv4.Redirect(code, new Ipv4Address(random.nextInt()));
            case 4 -> new Icmpv4.TimeExceeded(code, quoted);
            case 5 -> new Icmpv4.ParameterProblem(code, word & 0xff, quoted);
            default -> new Icmpv4.Other(13 + random.nextInt(100), code, random.nextInt());
        };
    };

    @Test
    void readsAnEchoWhereItLies() {
        Icmpv4View view = Icmpv4View.parse(Octets.of(ECHO), 0, 28);

        assertThat(Icmpv4.from(view)).isEqualTo(new Icmpv4.EchoRequest(0x4024, 0));
        assertThat(view.isChecksumValid()).isTrue();
        assertThat(view.isError()).isFalse();
        assertThat(view.payloadLength()).isEqualTo(20);
    }

    @Test
    void readsAnErrorAndWhatItQuotes() {
        byte[] octets = Octets.of(UNREACHABLE);
        Icmpv4View view = Icmpv4View.parse(octets, 0, octets.length);

        assertThat(Icmpv4.from(view)).isEqualTo(new Icmpv4.DestinationUnreachable(Icmpv4.DestinationUnreachable.HOST));
        assertThat(view.isChecksumValid()).isTrue();
        assertThat(view.isError()).isTrue();
        assertThat(view.quotedLength()).isEqualTo(48);
        assertThat(view.extensionsOffset()).isEqualTo(-1);
        Ipv4View quoted = Ipv4View.parseHeader(octets, view.payloadOffset(), view.quotedLength());
        assertThat(quoted.source()).hasToString("10.40.2.3");
        assertThat(quoted.destination()).hasToString("10.30.4.4");
    }

    @Test
    void writesEveryOctetOfTheHeader() {
        byte[] octets = Octets.of(UNREACHABLE);
        byte[] dirty = Octets.dirty(octets.length);
        System.arraycopy(octets, 8, dirty, 8, octets.length - 8);

        int length = Icmpv4.from(Icmpv4View.parse(octets, 0, octets.length)).emit(dirty, 0, octets.length - 8);

        assertThat(length).isEqualTo(octets.length);
        assertThat(dirty).isEqualTo(octets);
    }

    @Test
    void saysWhatTheNextLinkCarries() {
        byte[] octets = Octets.dirty(8);

        Icmpv4.DestinationUnreachable.fragmentationNeeded(1400).emit(octets, 0, 0);

        assertThat(Icmpv4View.nextHopMtu(octets, 0)).isEqualTo(1400);
        assertThat(octets).startsWith(Octets.of("0304")).endsWith(Octets.of("00000578"));
    }

    @Test
    void readsWhatItWrites() {
        Octets.keeps(HEADERS, (header, octets, at) -> header.emit(octets, at, 0), (octets, at, length) -> {
            assertThat(Icmpv4View.isChecksumValid(octets, at, length)).isTrue();
            return Icmpv4.from(Icmpv4View.parse(octets, at, length));
        });
    }

    @Test
    void turnsARequestIntoTheReplyThatWouldBeWritten() {
        Property.forAll(Gen.octets(100), data -> {
            byte[] octets = new byte[8 + data.length];
            System.arraycopy(data, 0, octets, 8, data.length);
            byte[] reply = octets.clone();
            new Icmpv4.EchoRequest(data.length, 0xffff).emit(octets, 0, data.length);
            new Icmpv4.EchoReply(data.length, 0xffff).emit(reply, 0, data.length);

            Icmpv4.turnIntoReply(octets, 0);

            // All zeros behind make a sum of zero, whose two checksums mean the same; they never stand in one header.
            assertThat(octets).isEqualTo(reply);
        });
    }

    @Test
    void readsTheExtensionsOfAnError() {
        IcmpExtension labels = new IcmpExtension(1, 1, OctetString.ofHex("0001e140"));
        IcmpExtension empty = new IcmpExtension(3, 0, OctetString.EMPTY);
        byte[] octets = new byte[8 + 128 + 16];
        int length = IcmpExtension.emit(List.of(labels, empty), octets, 136);
        new Icmpv4.TimeExceeded(Icmpv4.TimeExceeded.IN_TRANSIT, 128).emit(octets, 0, 128 + length);
        Icmpv4View view = Icmpv4View.parse(octets, 0, octets.length);

        assertThat(length).isEqualTo(16);
        assertThat(view.quotedLength()).isEqualTo(128);
        assertThat(view.extensionsOffset()).isEqualTo(136);
        assertThat(IcmpExtension.parse(octets, 136, 16)).containsExactly(labels, empty);

        octets[147]++;
        assertThatThrownBy(() -> IcmpExtension.parse(octets, 136, 16))
                .hasMessageStartingWith("ICMP extensions checksum");
        octets[136] = 0x10;
        assertThatThrownBy(() -> IcmpExtension.parse(octets, 136, 16))
                .hasMessage("ICMP extensions version at octet 136: expected 2, found 1");
    }

    @Test
    void survivesAnyOctets() {
        Octets.survivesAnything(Octets.near(UNREACHABLE), Icmpv4Test::readCarelessly);
        Octets.survivesAnything(
                Octets.near("2000 0000 0008 0101 0001e140 0004 0300"), Icmpv4Test::readExtensionsCarelessly);
    }

    static void readExtensionsCarelessly(byte[] any) {
        byte[] unchecked = any.clone();
        if (unchecked.length > 3) {
            unchecked[2] = 0; // no checksum: more is looked at
            unchecked[3] = 0;
        }
        IcmpExtension.parse(unchecked, 0, unchecked.length);
    }

    static void readCarelessly(byte[] any) {
        Icmpv4View view = Icmpv4View.parse(any, 0, any.length);
        Icmpv4.from(view);
        assertThat(view.payloadOffset() + view.quotedLength()).isLessThanOrEqualTo(any.length);
        if (view.extensionsOffset() >= 0) {
            IcmpExtension.parse(any, view.extensionsOffset(), any.length - view.extensionsOffset());
        }
    }

    @Test
    void refusesValuesThatNoHeaderHas() {
        assertThatThrownBy(() -> new Icmpv4.DestinationUnreachable(3, 0, 1400))
                .hasMessage("next-hop MTU must be 0 to 0, not 1400");
        assertThatThrownBy(() -> new Icmpv4.TimeExceeded(0, 130))
                .hasMessage("quoted length must be a multiple of 4, not 130");
        assertThatThrownBy(() -> new Icmpv4.Other(8, 0, 0)).hasMessage("type 8 has a record of its own");
    }
}
