package dev.ganz.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EventQueueTest {
    private record Step(int source, long time) {}

    @Test
    void isEmptyAtFirst() {
        EventQueue queue = new EventQueue(2);

        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.time()).isEqualTo(EventQueue.NEVER);
    }

    @Test
    void ordersSimultaneousEventsByRankNotByEntry() {
        EventQueue queue = new EventQueue(2);
        int late = queue.add(7);
        int early = queue.add(-3);
        queue.set(late, 100);
        queue.set(early, 100);

        assertThat(queue.first()).isEqualTo(early);
        queue.set(early, EventQueue.NEVER);
        assertThat(queue.first()).isEqualTo(late);
    }

    @Test
    void agreesWithASortedMapWhateverIsSetAndUnset() {
        int sources = 90; // more than the first allocation
        Gen<List<Step>> steps = Gen.lists(
                (random, size) -> new Step(
                        random.nextInt(sources), random.nextInt(4) == 0 ? EventQueue.NEVER : random.nextInt(50)),
                400);
        Property.forAll(500, steps, script -> {
            EventQueue queue = new EventQueue(2);
            for (int i = 0; i < sources; i++) {
                queue.add(rank(i));
            }
            TreeMap<Integer, Long> model = new TreeMap<>();
            for (Step step : script) {
                queue.set(step.source(), step.time());
                if (step.time() == EventQueue.NEVER) {
                    model.remove(step.source());
                } else {
                    model.put(step.source(), step.time());
                }
                assertThat(queue.timeOf(step.source())).isEqualTo(step.time());
                assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
                if (!model.isEmpty()) {
                    int expected = first(model);
                    assertThat(queue.first()).isEqualTo(expected);
                    assertThat(queue.time()).isEqualTo(model.get(expected));
                }
            }
        });
    }

    /** Ranks in another order than numbers. */
    private static long rank(int source) {
        return (source * 37L) % 101;
    }

    private static int first(Map<Integer, Long> model) {
        return model.keySet().stream()
                .min(Comparator.comparingLong((Integer source) -> Objects.requireNonNull(model.get(source)))
                        .thenComparingLong(EventQueueTest::rank))
                .orElseThrow();
    }
}
