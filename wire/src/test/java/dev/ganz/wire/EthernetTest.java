package dev.ganz.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.prop.Gen;
import dev.ganz.wire.addr.MacAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class EthernetTest {
    private static final String FRAME = "02000000000b 02000000000a 0800 4500";

    static final Gen<MacAddress> MACS = Gen.longs(0, 0xffff_ffff_ffffL).map(MacAddress::new);

    @Test
    void readsAHeaderWhereItLies() {
        byte[] octets = Octets.of("ffff" + FRAME);

        EthernetView view = EthernetView.parse(octets, 2, 16);

        assertThat(view.destination()).hasToString("02:00:00:00:00:0b");
        assertThat(view.source()).hasToString("02:00:00:00:00:0a");
        assertThat(view.type()).isEqualTo(EtherType.IPV4);
        assertThat(view.hasLength()).isFalse();
        assertThat(EthernetView.innerType(octets, 2, 16)).isEqualTo(14);
    }

    @Test
    void writesEveryOctetOfTheHeader() {
        byte[] dirty = Octets.dirty(16);

        int length = Ethernet.from(EthernetView.parse(Octets.of(FRAME), 0, 16)).emit(dirty, 1);

        assertThat(length).isEqualTo(14);
        assertThat(dirty).isEqualTo(Octets.of("a5 02000000000b 02000000000a 0800 a5"));
    }

    @Test
    void refusesAHeaderThatIsCut() {
        assertThatThrownBy(() -> EthernetView.parse(Octets.of(FRAME), 0, 13))
                .isInstanceOf(MalformedPacket.class)
                .hasMessage("Ethernet header at octet 0: expected at least 14 octets, found 13 octets");
    }

    @Test
    void refusesALengthBeyondTheFrameAndWhatIsNeitherLengthNorType() {
        byte[] octets = Octets.of("02000000000b 02000000000a 0003 4242");
        assertThatThrownBy(() -> EthernetView.parse(octets, 0, 16))
                .hasMessage("Ethernet length at octet 12: expected 0 to 2, found 3");

        octets[12] = 0x05;
        octets[13] = (byte) 0xdd;
        assertThatThrownBy(() -> EthernetView.parse(octets, 0, 16))
                .hasMessage("Ethernet type at octet 12: expected 0 to 1500 or from 1536 on, found 1501");
    }

    @Test
    void readsTheLogicalLinkOfAnIeeeFrame() {
        // A spanning tree frame: LLC without SNAP.
        byte[] octets = Octets.of("0180c2000000 00000c000001 0026 424203 0000");
        LlcView bridge = LlcView.parse(octets, 14, 5);
        assertThat(Llc.from(bridge)).isEqualTo(new Llc(Llc.BRIDGE, Llc.BRIDGE, Llc.UNNUMBERED_INFORMATION));
        assertThat(bridge.headerLength()).isEqualTo(3);

        // A supervisory frame has a control field of two octets.
        LlcView supervisory = LlcView.parse(Octets.of("f0f1 0103"), 0, 4);
        assertThat(supervisory.control()).isEqualTo(0x0301);
        assertThat(supervisory.headerLength()).isEqualTo(4);
        assertThatThrownBy(() -> LlcView.parse(Octets.of("f0f1 0103"), 0, 3))
                .hasMessage("LLC header at octet 0: expected 4 octets, found 3 octets");

        byte[] snap = Octets.of("aaaa03 00000c 2000");
        assertThat(Llc.from(LlcView.parse(snap, 0, 8)).isSnap()).isTrue();
        assertThat(Snap.from(SnapView.parse(snap, 3, 5))).isEqualTo(new Snap(Snap.CISCO, 0x2000));
        assertThatThrownBy(() -> SnapView.parse(snap, 3, 4)).isInstanceOf(MalformedPacket.class);
    }

    @Test
    void readsTagsInEveryOrder() {
        byte[] octets = Octets.of("02000000000b 02000000000a 88a8 2064 8100 b00a 0800 45");
        VlanView outer = VlanView.parse(octets, 12, 11);
        VlanView inner = VlanView.parse(octets, 16, 7);

        assertThat(Vlan.from(outer)).isEqualTo(new Vlan(EtherType.SERVICE_VLAN, 1, false, 100));
        assertThat(outer.type()).isEqualTo(EtherType.VLAN);
        assertThat(Vlan.from(inner)).isEqualTo(new Vlan(EtherType.VLAN, 5, true, 10));
        assertThat(inner.type()).isEqualTo(EtherType.IPV4);
        assertThat(EthernetView.innerType(octets, 0, 23)).isEqualTo(20);
        assertThat(EthernetView.innerType(octets, 0, 21)).isEqualTo(-1);
        assertThatThrownBy(() -> VlanView.parse(octets, 20, 3)).isInstanceOf(MalformedPacket.class);
        assertThatThrownBy(() -> VlanView.parse(octets, 0, 23))
                .hasMessage("VLAN tag at octet 0: expected 0x8100, 0x88a8 or 0x9100, found 0x0200");
    }

    @Test
    void pushesAndPopsTagsInPlace() {
        byte[] octets = Octets.of("a5a5a5a5a5a5a5a5" + FRAME);

        int tagged = new Vlan(EtherType.VLAN, 3, false, 10).push(octets, 8);
        int twice = new Vlan(EtherType.SERVICE_VLAN, 0, true, 4094).push(octets, tagged);

        assertThat(twice).isZero();
        assertThat(octets).isEqualTo(Octets.of("02000000000b 02000000000a 88a8 1ffe 8100 600a 0800 4500"));
        assertThat(Vlan.pop(octets, Vlan.pop(octets, twice))).isEqualTo(8);
        assertThat(Octets.part(octets, 8, 16)).isEqualTo(Octets.of(FRAME));
    }

    @Test
    void readsWhatItWrites() {
        Octets.keeps(
                (random, size) -> new Ethernet(
                        MACS.next(random, size),
                        MACS.next(random, size),
                        random.nextBoolean() ? Octets.integer(random, 0, 0) : Octets.integer(random, 1536, 0xffff)),
                (header, octets, at) -> header.emit(octets, at),
                (octets, at, length) -> Ethernet.from(EthernetView.parse(octets, at, length)));
        Octets.keeps(
                (random, size) -> {
                    int control = Octets.integer(random, 0, 0xffff);
                    return new Llc(
                            random.nextInt(256), random.nextInt(256), (control & 3) == 3 ? control & 0xff : control);
                },
                (header, octets, at) -> header.emit(octets, at),
                (octets, at, length) -> Llc.from(LlcView.parse(octets, at, length)));
        Octets.keeps(
                (random, size) -> new Snap(Octets.integer(random, 0, 0xff_ffff), Octets.integer(random, 0, 0xffff)),
                (header, octets, at) -> header.emit(octets, at),
                (octets, at, length) -> Snap.from(SnapView.parse(octets, at, length)));
    }

    @Test
    void readsTheTagsItWrites() {
        Gen<Integer> types = Gen.oneOf(List.of(EtherType.VLAN, EtherType.SERVICE_VLAN, EtherType.LEGACY_VLAN));
        Octets.keeps(
                (random, size) -> new Vlan(
                        types.next(random, size),
                        random.nextInt(8),
                        random.nextBoolean(),
                        Octets.integer(random, 0, 4095)),
                (header, octets, at) -> {
                    BigEndian.put16(octets, at + 4, EtherType.IPV6);
                    return header.emit(octets, at) + 2;
                },
                (octets, at, length) -> Vlan.from(VlanView.parse(octets, at, length)));
    }

    @Test
    void refusesValuesThatNoHeaderHas() {
        MacAddress mac = MacAddress.BROADCAST;
        assertThatThrownBy(() -> new Ethernet(mac, mac, 1501))
                .hasMessage("type must be 0 to 1500 or from 1536 on, not 1501");
        assertThatThrownBy(() -> new Vlan(EtherType.VLAN, 0, false, 4096))
                .hasMessage("VLAN must be 0 to 4095, not 4096");
        assertThatThrownBy(() -> new Vlan(EtherType.IPV4, 0, false, 1)).hasMessage("no type of a VLAN tag: IPv4");
        assertThatThrownBy(() -> new Llc(0, 0, 0x103)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void survivesAnyOctets() {
        for (String good : List.of(
                FRAME,
                "02000000000b 02000000000a 88a8 2064 8100 b00a 0800 45",
                "0180c2000000 00000c000001 000a aaaa03 00000c 2000 0000")) {
            Octets.survivesAnything(Octets.near(good), EthernetTest::readCarelessly);
        }
    }

    static void readCarelessly(byte[] any) {
        EthernetView view = EthernetView.parse(any, 0, any.length);
        Ethernet.from(view);
        assertThat(EthernetView.innerType(any, 0, any.length)).isLessThanOrEqualTo(any.length - 2);
        int at = VlanView.FIRST;
        while (EtherType.isTag(BigEndian.u16(any, at))) {
            Vlan.from(VlanView.parse(any, at, any.length - at));
            at += VlanView.TAG_LENGTH;
        }
        int type = BigEndian.u16(any, at);
        if (type <= EthernetView.LARGEST_LENGTH) {
            LlcView llc = LlcView.parse(any, at + 2, type);
            if (Llc.from(llc).isSnap()) {
                Snap.from(SnapView.parse(any, at + 2 + llc.headerLength(), type - llc.headerLength()));
            }
        }
    }
}
