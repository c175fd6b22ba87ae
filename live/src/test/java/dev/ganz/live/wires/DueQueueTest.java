package dev.ganz.live.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import dev.ganz.stack.channel.Channel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DueQueueTest {
    private record Step(int number, long due) {}

    @Test
    void agreesWithASortedMapThroughAnyChanges() {
        Gen<List<Step>> steps = (random, size) -> {
            List<Step> all = new ArrayList<>();
            for (int i = 0; i < 10 * size; i++) {
                long due = random.nextInt(4) == 0 ? Channel.NEVER : random.nextInt(20);
                all.add(new Step(random.nextInt(1 + size), due));
            }
            return all;
        };
        Property.forAll(200, steps, all -> {
            DueQueue queue = new DueQueue();
            Map<Integer, Long> model = new TreeMap<>();
            for (Step step : all) {
                queue.set(step.number(), step.due());
                if (step.due() == Channel.NEVER) {
                    model.remove(step.number());
                } else {
                    model.put(step.number(), step.due());
                }
                long first =
                        model.values().stream().min(Comparator.naturalOrder()).orElse(Channel.NEVER);
                assertThat(queue.firstDue()).isEqualTo(first);
                if (!model.isEmpty()) {
                    assertThat(model.get(queue.first())).isEqualTo(first);
                }
            }
        });
    }
}
