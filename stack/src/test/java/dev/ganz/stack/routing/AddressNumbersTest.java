package dev.ganz.stack.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AddressNumbersTest {
    @Test
    void agreesWithAMapOverRandomAddresses() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            AddressNumbers numbers = new AddressNumbers();
            Map<Integer, Integer> model = new HashMap<>();
            for (int i = 0; i < 2000; i++) {
                int address = random.nextBoolean() ? random.nextInt() : random.nextInt(3000) << random.nextInt(20);
                assertThat(numbers.of(address))
                        .as("seed " + seed)
                        .isEqualTo(model.getOrDefault(address, AddressNumbers.NONE));
                assertThat(numbers.add(address))
                        .as("seed " + seed)
                        .isEqualTo(model.computeIfAbsent(address, _ -> model.size()));
            }
        }
    }

    @Test
    void givesNoMoreNumbersThanItMayAndBeginsAnewWhenCleared() {
        AddressNumbers numbers = new AddressNumbers();
        for (int i = 0; i < AddressNumbers.MOST; i++) {
            assertThat(numbers.add(-i)).isEqualTo(i);
        }

        assertThat(numbers.add(1)).isEqualTo(AddressNumbers.NONE);
        assertThat(numbers.add(-7)).isEqualTo(7);

        numbers.clear();

        assertThat(numbers.of(-7)).isEqualTo(AddressNumbers.NONE);
        assertThat(numbers.add(1)).isZero();
    }
}
