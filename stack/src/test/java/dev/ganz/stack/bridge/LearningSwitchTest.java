package dev.ganz.stack.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.lab.Node;
import dev.ganz.wire.addr.MacAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearningSwitchTest {
    private static final String A = "020000000001";
    private static final String B = "020000000002";
    private static final String ALL = "ffffffffffff";
    private static final String REST = "0800" + "45000014";

    private final List<Storm> storms = new ArrayList<>();
    private Wires wires = new Wires(4, 1500);
    private LearningSwitch bridge = started(Switches.plain(4));

    private LearningSwitch started(Node node) {
        LearningSwitch made = new LearningSwitch(node, storms::add, 8);
        int ports = node.interfaces().size();
        wires = new Wires(ports, 1500);
        made.start(wires);
        for (int port = 0; port < ports; port++) {
            made.carrier(port, true);
        }
        return made;
    }

    private List<String> deliver(int port, String hex) {
        return wires.deliver(bridge, port, hex);
    }

    @Test
    void floodsWhatIsForAnUnknownStation() {
        assertThat(deliver(1, B + A + REST))
                .containsExactly("0 " + B + A + REST, "2 " + B + A + REST, "3 " + B + A + REST);
    }

    @Test
    void sendsWhatIsForAKnownStationThroughItsPortAlone() {
        deliver(2, ALL + B + REST);

        assertThat(deliver(0, B + A + REST)).containsExactly("2 " + B + A + REST);
    }

    @Test
    void keepsToItselfWhatBelongsToThePortItCameFrom() {
        deliver(2, ALL + B + REST);

        assertThat(deliver(2, B + A + REST)).containsExactly("same port");
    }

    @Test
    void floodsGroupsThoughTheyWereLearntNever() {
        assertThat(deliver(0, "01005e000001" + A + REST)).hasSize(3);
        assertThat(deliver(1, "333300000001" + B + REST)).hasSize(3);
    }

    @Test
    void followsAStationThatMoves() {
        deliver(2, ALL + B + REST);
        deliver(3, ALL + B + REST);

        assertThat(deliver(0, B + A + REST)).containsExactly("3 " + B + A + REST);
    }

    @Test
    void forgetsAStationThatWasSilentForTheAgeingTime() {
        deliver(2, ALL + B + REST);
        wires.now = Switches.AGEING - 1;
        assertThat(deliver(0, B + A + REST)).hasSize(1);
        wires.now = Switches.AGEING;
        assertThat(deliver(0, B + A + REST)).hasSize(3);
    }

    @Test
    void beingSpokenToDoesNotKeepAStationKnown() {
        deliver(2, ALL + B + REST);
        for (int second = 1; second < 300; second++) {
            wires.now = second * 1_000_000_000L;
            deliver(0, B + A + REST);
        }
        wires.now = Switches.AGEING;
        assertThat(deliver(0, B + A + REST)).hasSize(3);
    }

    @Test
    void makesRoomForANewStationByForgettingTheOneSilentLongest() {
        for (int station = 1; station <= 8; station++) {
            wires.now = station;
            deliver(1, ALL + "0200000001%02x".formatted(station) + REST);
        }
        wires.now = 9;
        deliver(1, ALL + "020000000101" + REST); // 1 speaks again: 2 is the oldest now
        deliver(2, ALL + B + REST);

        assertThat(deliver(1, "020000000102" + B + REST)).as("forgotten").hasSize(3);
        assertThat(deliver(0, "020000000101" + B + REST)).as("kept").hasSize(1);
    }

    @Test
    void forgetsTheStationsOfAPortThatLosesCarrier() {
        deliver(2, ALL + B + REST);
        deliver(1, ALL + A + REST);
        bridge.carrier(2, false);

        assertThat(deliver(0, B + "020000000003" + REST)).as("B").hasSize(2);
        assertThat(deliver(0, A + "020000000003" + REST)).as("A").containsExactly("1 " + A + "020000000003" + REST);
    }

    @Test
    void floodsNothingIntoAPortWithoutCarrier() {
        bridge.carrier(3, false);
        assertThat(deliver(0, ALL + A + REST)).hasSize(2).noneMatch(deed -> deed.startsWith("3"));
    }

    @Test
    void releasesAFloodThatHasNowhereToGo() {
        bridge.carrier(1, false);
        bridge.carrier(2, false);
        bridge.carrier(3, false);
        assertThat(deliver(0, ALL + A + REST)).containsExactly("released");
    }

    @Test
    void endsFramesThatAreForBridgesThemselves() {
        assertThat(deliver(0, "0180c2000000" + A + REST)).containsExactly("no socket");
        assertThat(deliver(0, "0180c200000f" + A + REST)).containsExactly("no socket");
        assertThat(deliver(0, "0180c2000010" + A + REST)).hasSize(3);
    }

    @Test
    void refusesSourcesThatNoStationCanHave() {
        assertThat(deliver(0, B + "030000000001" + REST)).containsExactly("bad source");
        assertThat(deliver(0, B + "000000000000" + REST)).containsExactly("bad source");
    }

    @Test
    void refusesAFrameWithoutAWholeHeader() {
        assertThat(deliver(0, "")).containsExactly("malformed");
        assertThat(deliver(0, B + A + "08")).containsExactly("malformed");
        assertThat(deliver(0, B + A + "8100" + "0001" + "08")).containsExactly("malformed");
        assertThat(deliver(0, B + A + "0800")).hasSize(3);
    }

    @Test
    void passesTagsOnWhereItKnowsNoVlans() {
        String tagged = B + A + "8100" + "e00a" + REST;
        assertThat(deliver(0, tagged)).containsExactly("1 " + tagged, "2 " + tagged, "3 " + tagged);
    }

    @Test
    void dropsWhatIsLargerThanTheNextLinkTakes() {
        assertThat(deliver(0, B + A + "0800" + "00".repeat(1501))).containsExactly("too big", "too big", "too big");
        assertThat(deliver(0, B + A + "0800" + "00".repeat(1500))).hasSize(3).noneMatch("too big"::equals);
        assertThat(deliver(0, B + A + "8100000a0800" + "00".repeat(1500)))
                .hasSize(3)
                .noneMatch("too big"::equals);
        assertThat(deliver(0, B + A + "8100000a0800" + "00".repeat(1501)))
                .containsExactly("too big", "too big", "too big");
    }

    @Test
    void keepsVlansApart() {
        bridge = started(Switches.withVlans("10", "20", "10", "20"));

        assertThat(deliver(0, ALL + A + REST)).containsExactly("2 " + ALL + A + REST);
        assertThat(deliver(1, A + B + REST)).as("A lives in another VLAN").containsExactly("3 " + A + B + REST);
    }

    @Test
    void tagsForATrunkAndUntagsForAnAccessPort() {
        bridge = started(Switches.withVlans("10", "10,20", "20"));

        assertThat(deliver(0, ALL + A + REST)).containsExactly("1 " + ALL + A + "8100000a" + REST);
        assertThat(deliver(1, A + B + "8100e00a" + REST)).containsExactly("0 " + A + B + REST);
        assertThat(deliver(1, ALL + B + "81000014" + REST)).containsExactly("2 " + ALL + B + REST);
    }

    @Test
    void keepsThePriorityFromTrunkToTrunk() {
        bridge = started(Switches.withVlans("10,20", "10,30"));

        assertThat(deliver(0, ALL + A + "8100b00a" + REST)).containsExactly("1 " + ALL + A + "8100b00a" + REST);
    }

    @Test
    void givesAPriorityTagTheVlanOfItsPort() {
        bridge = started(Switches.withVlans("10", "10,20", "10"));

        assertThat(deliver(0, ALL + A + "8100e000" + REST))
                .containsExactly("1 " + ALL + A + "8100e00a" + REST, "2 " + ALL + A + REST);
    }

    @Test
    void dropsWhatThePortDoesNotCarry() {
        bridge = started(Switches.withVlans("10", "10,20", "10"));

        assertThat(deliver(0, ALL + A + "81000014" + REST))
                .as("a tag of another VLAN")
                .containsExactly("vlan");
        assertThat(deliver(1, ALL + A + REST)).as("untagged on a trunk").containsExactly("vlan");
        assertThat(deliver(1, ALL + A + "81000000" + REST)).as("priority alone").containsExactly("vlan");
        assertThat(deliver(1, ALL + A + "8100001e" + REST))
                .as("not on the trunk")
                .containsExactly("vlan");
        assertThat(deliver(1, ALL + A + "81000fff" + REST)).as("reserved").containsExactly("vlan");
    }

    @Test
    void learnsNothingFromWhatItDrops() {
        bridge = started(Switches.withVlans("10", "10", "20"));
        deliver(1, ALL + B + "81000014" + REST);

        assertThat(deliver(0, B + A + REST)).containsExactly("1 " + B + A + REST);
        assertThat(deliver(1, A + B + REST)).containsExactly("0 " + A + B + REST);
    }

    @Test
    void aPortThatNobodyNamedCarriesVlanOneUntagged() {
        bridge = started(Switches.withVlans("", "1,2", "2"));

        assertThat(deliver(0, ALL + A + REST)).containsExactly("1 " + ALL + A + "81000001" + REST);
    }

    @Test
    void aServiceTagIsPayloadToACustomersBridge() {
        bridge = started(Switches.withVlans("10", "10,20"));

        assertThat(deliver(0, ALL + A + "88a80005" + REST))
                .containsExactly("1 " + ALL + A + "8100000a" + "88a80005" + REST);
    }

    @Test
    void reportsAFloodThatRunsRoundALoop() {
        for (int round = 0; round < 40; round++) {
            wires.now += 5_000_000;
            deliver(1 + round % 2, ALL + A + REST);
        }
        assertThat(storms)
                .first()
                .isEqualTo(new Storm(1, 2, new MacAddress(0x02_0000_000001L), MacAddress.BROADCAST, 0));
    }

    @Test
    void aStationThatRepeatsItselfIsNoStorm() {
        for (int beat = 0; beat < 1000; beat++) {
            wires.now += 1_000_000;
            deliver(1, ALL + A + REST);
        }
        assertThat(storms).isEmpty();
    }

    @Test
    void twoStationsWithOneAddressAreNoStorm() {
        for (int beat = 0; beat < 1000; beat++) {
            wires.now += 1_000_000;
            deliver(beat % 2, ALL + A + "0800%08x".formatted(beat));
        }
        assertThat(storms).isEmpty();
    }

    @Test
    void linksThatFailOverNowAndThenAreNoStorm() {
        for (int second = 0; second < 1000; second++) {
            wires.now += 1_000_000_000L;
            deliver(second % 2, ALL + A + REST);
        }
        assertThat(storms).isEmpty();
    }
}
