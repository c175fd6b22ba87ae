package dev.ganz.plan.vbp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ganz.lab.InvalidInput;
import dev.ganz.plan.pack.BinPacking;
import dev.ganz.plan.text.NumberText;
import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VbpFileTest {
    private static BinPacking read(String text) {
        return VbpFile.read(NumberText.of("a.vbp", text));
    }

    private static void refuses(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(InvalidInput.class).hasMessage("a.vbp:" + message);
    }

    @Test
    void readsKindsAsOftenAsTheyAre() {
        assertThat(read("2\n10 20\n2\n1 2 3\n4 5 1\n"))
                .isEqualTo(new BinPacking(new long[] {10, 20}, new long[] {1, 2, 1, 2, 1, 2, 4, 5}));
    }

    @Test
    void readsAFileWithoutItems() {
        assertThat(read("1 10 0").items()).isZero();
    }

    @Test
    void saysWhereAnItemIsTooLarge() {
        refuses(
                "2\n10 20\n1\n1 21 1\n",
                "4:3: expected an item that fits into a bin, at most 20 in dimension 2, found 21");
    }

    @Test
    void saysWhatIsMissing() {
        refuses("", "1:1: expected the number of dimensions, a whole number, found the end of the file");
        refuses(
                "1\n10\n2\n3 1\n",
                "5:1: expected the size of item 2 in dimension 1, a whole number, found the end of the file");
        refuses("1\n10\n1\n3 1\n7\n", "5:1: expected the end of the file after the last kind of item, found \"7\"");
    }

    @Test
    void refusesWhatIsNoNumber() {
        refuses("1\n10\n1\n-3 1\n", "4:1: expected the size of item 1 in dimension 1, a whole number, found \"-3\"");
        refuses("1\n10\n1\n3.5 1\n", "4:1: expected the size of item 1 in dimension 1, a whole number, found \"3.5\"");
        refuses("0\n", "1:1: expected the number of dimensions, at least 1, found 0");
        refuses(
                "1\n99999999999999999999999\n",
                "2:1: expected the capacity in dimension 1, at most 68719476736, found \"99999999999999999999999\"");
    }

    @Test
    void refusesMoreItemsThanItWantsToHold() {
        refuses("1\n10\n2\n3 4194304\n3 1\n", "5:3: expected at most 4194304 items of 1 dimensions, found more");
    }

    @Test
    void anyTextGivesAProblemOrOneSentence() {
        Gen<byte[]> texts = (random, size) -> {
            byte[] text = new byte[random.nextInt(60)];
            for (int at = 0; at < text.length; at++) {
                text[at] = (byte) "0123456789 \n\n  -x".charAt(random.nextInt(17));
            }
            return text;
        };
        Property.forAll(texts, text -> {
            try {
                assertThat(read(new String(text, StandardCharsets.ISO_8859_1)).items())
                        .isNotNegative();
            } catch (InvalidInput expected) {
                assertThat(expected.getMessage()).startsWith("a.vbp:").contains(": expected ");
            }
        });
    }
}
