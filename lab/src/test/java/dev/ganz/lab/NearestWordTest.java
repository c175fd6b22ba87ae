package dev.ganz.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestWordTest {
    private static final List<String> KNOWN = List.of("delay", "jitter", "loss", "limit", "reorder", "rate");

    @Test
    void findsAWordWithALetterTooManyTooFewOrWrong() {
        assertThat(NearestWord.to("delayy", KNOWN)).contains("delay");
        assertThat(NearestWord.to("dely", KNOWN)).contains("delay");
        assertThat(NearestWord.to("delai", KNOWN)).contains("delay");
    }

    @Test
    void countsASwapOfNeighboursAsOneMistake() {
        assertThat(NearestWord.to("dealy", KNOWN)).contains("delay");
        assertThat(NearestWord.to("ratr", List.of("rate", "rart"))).contains("rart");
    }

    @Test
    void ignoresCase() {
        assertThat(NearestWord.to("LOSS", KNOWN)).contains("loss");
    }

    @Test
    void saysNothingWhereNothingIsNear() {
        assertThat(NearestWord.to("zebra", KNOWN)).isEmpty();
        assertThat(NearestWord.hint("zebra", KNOWN)).isEmpty();
        assertThat(NearestWord.to("x".repeat(100_000), KNOWN)).isEmpty();
        assertThat(NearestWord.to("", KNOWN)).isEmpty();
    }

    @Test
    void takesTheFirstInTheAlphabetOfTwoThatAreAsNear() {
        assertThat(NearestWord.to("eth", List.of("eth2", "eth1", "eth3"))).contains("eth1");
    }
}
