package dev.ganz.stack.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrefixIndexTest {
    private record Prefix(long high, long low, int length) {
        boolean holds(long otherHigh, long otherLow) {
            if (length <= 64) {
                return length == 0 || (high ^ otherHigh) >>> 64 - length == 0;
            }
            return high == otherHigh && (low ^ otherLow) >>> 128 - length == 0;
        }
    }

    /** Few different bits, so that prefixes hold each other. */
    private static final Gen<Prefix> PREFIXES =
            (random, size) -> new Prefix(random.nextLong(4) << 61, random.nextLong(4) << 61, random.nextInt(129));

    @Test
    void findsNothingInAnEmptyTable() {
        assertThat(new PrefixIndex().longestMatch(1, 2)).isEqualTo(-1);
    }

    @Test
    void numbersAPrefixOnceWhateverIsBehindIt() {
        PrefixIndex index = new PrefixIndex();

        assertThat(index.add(0x0a000001L << 32, 0, 24)).isZero();
        assertThat(index.add(0x0a0000ffL << 32, 7, 24)).isZero();
        assertThat(index.add(0x0a000001L << 32, 0, 25)).isEqualTo(1);
        assertThat(index.size()).isEqualTo(2);
    }

    @Test
    void agreesWithASearchThroughAllPrefixes() {
        Property.forAll(Gen.lists(PREFIXES, 60), prefixes -> {
            PrefixIndex index = new PrefixIndex();
            List<Integer> numbers = new ArrayList<>();
            for (Prefix prefix : prefixes) {
                numbers.add(index.add(prefix.high(), prefix.low(), prefix.length()));
            }
            for (long high = 0; high < 4; high++) {
                for (long low = 0; low < 4; low++) {
                    int expected = -1;
                    int longest = -1;
                    for (int i = 0; i < prefixes.size(); i++) {
                        Prefix prefix = prefixes.get(i);
                        if (prefix.holds(high << 61, low << 61) && prefix.length() > longest) {
                            longest = prefix.length();
                            expected = numbers.get(i);
                        }
                    }
                    assertThat(index.longestMatch(high << 61, low << 61)).isEqualTo(expected);
                }
            }
        });
    }
}
