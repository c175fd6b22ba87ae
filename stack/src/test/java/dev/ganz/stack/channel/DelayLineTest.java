package dev.ganz.stack.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import dev.ganz.stack.Frame;
import dev.ganz.stack.FramePool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DelayLineTest {
    private record Entry(Frame frame, long due, int order) {}

    private record Run(long seed, long spread, int steps) {}

    /** A sorted list beside it. Spreads run from none, where nothing overtakes, to one as large as the run is long. */
    @Test
    void givesFramesOutByTimeThenAsTheyCame() {
        Gen<Run> runs = (random, size) -> new Run(
                random.nextLong(),
                random.nextInt(3) == 0 ? 0 : 1L << random.nextInt(20),
                random.nextInt(20 * size + 1));

        Property.forAll(runs, DelayLineTest::compare);
    }

    private static void compare(Run run) {
        SplittableRandom random = new SplittableRandom(run.seed());
        FramePool pool = new FramePool();
        DelayLine line = new DelayLine();
        List<Entry> model = new ArrayList<>();
        long now = 0;
        int order = 0;
        for (int i = 0; i < run.steps(); i++) {
            switch (random.nextInt(12)) {
                case 0 -> order -= takeBack(line, model, random.nextInt(4), order);
                case 1, 2, 3, 4, 5 -> {
                    Entry entry = new Entry(
                            pool.take(60), now + (run.spread() == 0 ? 10 : random.nextLong(run.spread())), order++);
                    model.add(entry);
                    line.push(entry.frame(), entry.due());
                }
                default -> {
                    now += random.nextInt(10) == 0 ? random.nextLong(1 + run.spread()) : random.nextInt(8);
                    take(line, model, now);
                }
            }
            assertThat(line.count()).isEqualTo(model.size());
            assertThat(line.next())
                    .isEqualTo(model.stream().mapToLong(Entry::due).min().orElse(Channel.NEVER));
            assertThat(line.latest())
                    .isGreaterThanOrEqualTo(
                            model.stream().mapToLong(Entry::due).max().orElse(Long.MIN_VALUE));
        }
    }

    private static void take(DelayLine line, List<Entry> model, long now) {
        while (line.next() <= now) {
            Entry first = model.stream()
                    .min(Comparator.comparingLong(Entry::due).thenComparingInt(Entry::order))
                    .orElseThrow();
            assertThat(line.take()).isSameAs(first.frame());
            model.remove(first);
        }
    }

    /** Takes the last frames back, as many as {@code wanted} and as are still the last pushed. Returns how many. */
    private static int takeBack(DelayLine line, List<Entry> model, int wanted, int order) {
        int count = 0;
        while (count < wanted
                && count < model.size()
                && model.get(model.size() - 1 - count).order() == order - 1 - count) {
            count++;
        }
        Frame[] last = new Frame[count];
        line.takeBack(last);
        for (int i = count - 1; i >= 0; i--) {
            assertThat(last[i]).isSameAs(model.removeLast().frame());
        }
        return count;
    }
}
