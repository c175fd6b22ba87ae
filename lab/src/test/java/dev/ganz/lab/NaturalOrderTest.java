package dev.ganz.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
    @Test
    void countsRunsOfDigitsAsNumbers() {
        assertThat(Stream.of("eth10", "eth2", "r2-10", "eth1", "r10-1", "r2-9", "eth", "99999999999999999999999", "3")
                        .sorted(NaturalOrder::compare))
                .containsExactly(
                        "3", "99999999999999999999999", "eth", "eth1", "eth2", "eth10", "r2-9", "r2-10", "r10-1");
    }

    @Test
    void tellsNamesApartThatDifferInLeadingZerosAlone() {
        assertThat(NaturalOrder.compare("p01", "p1")).isNegative();
        assertThat(NaturalOrder.compare("p1", "p01")).isPositive();
        assertThat(NaturalOrder.compare("p01x", "p1")).isPositive();
    }

    @Test
    void isATotalOrderInWhichOnlyEqualNamesAreEqual() {
        Gen<String> name = Gen.lists(Gen.oneOf(List.of("0", "1", "9", "a", "b", "-", "10")), 6)
                .map(parts -> String.join("", parts));
        Property.forAll(
                20_000,
                (random, size) -> List.of(name.next(random, size), name.next(random, size), name.next(random, size)),
                three -> {
                    String a = three.get(0);
                    String b = three.get(1);
                    String c = three.get(2);
                    int ab = Integer.signum(NaturalOrder.compare(a, b));
                    assertThat(Integer.signum(NaturalOrder.compare(b, a))).isEqualTo(-ab);
                    assertThat(ab == 0).isEqualTo(a.equals(b));
                    if (ab <= 0 && NaturalOrder.compare(b, c) <= 0) {
                        assertThat(NaturalOrder.compare(a, c)).isLessThanOrEqualTo(0);
                    }
                });
    }
}
