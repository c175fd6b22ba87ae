package dev.ganz.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.lab.Lab;
import dev.ganz.lab.graph.Generators;
import dev.ganz.stack.EventQueue;
import dev.ganz.stack.result.Progress;
import org.junit.jupiter.api.Test;

class NodeQueueTest {
    private static final int PORTS = 2;
    private static final Lab LAB = Generators.chain(1);

    private final Engine engine = new Engine(Observers.open(LAB, SimulationOptions.DEFAULT), Progress.NONE);
    private final NodeQueue queue;
    private final NodeTimer timer;

    NodeQueueTest() {
        engine.nodes(1, 7);
        queue = engine.queue(0, PORTS);
        timer = new NodeTimer(engine, queue, () -> {}, 0);
    }

    @Test
    void numbersTimersBehindThePorts() {
        int place = queue.add(timer, 1);

        assertThat(place).isEqualTo(PORTS + 1);
        assertThat(queue.lane(place)).isNull();
        assertThat(queue.timer(place)).isSameAs(timer);
    }

    @Test
    void aTimerThatIsGoneIsDueNoMore() {
        timer.at(5);
        assertThat(queue.time()).isEqualTo(5);

        timer.silence();

        assertThat(queue.time()).isEqualTo(EventQueue.NEVER);
        timer.at(9);
        timer.cancel();
        assertThat(queue.time()).as("a device that is gone sets nothing").isEqualTo(EventQueue.NEVER);
    }

    @Test
    void crashesWithoutEndNeedNoMoreRoom() {
        int first = queue.add(timer, 1);
        int second = queue.add(timer, 2);
        for (int crash = 0; crash < 1000; crash++) {
            queue.set(first, crash);
            queue.remove(first);
            queue.remove(second);
            assertThat(queue.timer(first)).isNull();
            assertThat(queue.time()).isEqualTo(EventQueue.NEVER);

            assertThat(queue.add(timer, 2 * crash + 3)).isEqualTo(second);
            assertThat(queue.add(timer, 2 * crash + 4)).isEqualTo(first);
        }
    }

    @Test
    void aReusedPlaceTakesTheRankOfItsNewTimer() {
        int first = queue.add(timer, 1);
        int other = queue.add(timer, 2);
        queue.remove(first);
        int again = queue.add(timer, 3);

        queue.set(again, 7);
        queue.set(other, 7);

        assertThat(queue.first()).isEqualTo(other);
    }
}
