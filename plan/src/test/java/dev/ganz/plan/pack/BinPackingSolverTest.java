package dev.ganz.plan.pack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.plan.pack.BinPackingSolver.Answer;
import dev.ganz.prop.Gen;
import dev.ganz.prop.Property;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BinPackingSolverTest {
    private static final long STEPS = 500;

    /** Few items, so that all packings can be tried; small and large capacities, so that every kind of rounding happens. */
    private static Gen<BinPacking> problems(int most) {
        return (random, size) -> {
            int dimensions = random.nextInt(1, 4);
            int items = random.nextInt(0, most + 1);
            long[] capacity = new long[dimensions];
            for (int k = 0; k < dimensions; k++) {
                capacity[k] = random.nextInt(4) == 0 ? random.nextLong(1L << 36) : random.nextLong(1, 40);
            }
            long[] sizes = new long[items * dimensions];
            for (int at = 0; at < sizes.length; at++) {
                long room = capacity[at % dimensions];
                sizes[at] = random.nextInt(5) == 0 ? 0 : room / 8 + random.nextLong(room - room / 8 + 1);
            }
            return new BinPacking(capacity, sizes);
        };
    }

    private static Answer solve(BinPacking problem) {
        return BinPackingSolver.solve(problem, new SplittableRandom(7), Budget.steps(STEPS));
    }

    @Test
    void findsTheFewestBinsOfSmallProblems() {
        Property.forAll(400, problems(7), problem -> {
            int fewest = fewest(problem);

            Answer answer = solve(problem);

            assertThat(answer.packing().violation(problem)).isEmpty();
            assertThat(answer.lowerBound()).isLessThanOrEqualTo(fewest);
            assertThat(answer.packing().count()).isEqualTo(fewest);
        });
    }

    @Test
    void givesTheSameAnswerForTheSameSeedAndSteps() {
        Property.forAll(50, problems(60), problem -> assertThat(solve(problem)).isEqualTo(solve(problem)));
    }

    @Test
    void leavesOutNoDimensionThatDecides() {
        Property.forAll(400, problems(7), problem -> {
            BinPacking essence = Essence.of(problem);

            assertThat(essence.dimensions()).isLessThanOrEqualTo(problem.dimensions());
            assertThat(fewest(essence)).isEqualTo(fewest(problem));
        });
    }

    @Test
    void leavesOutWhatIsCoveredAndWhatFitsIntoOneBin() {
        BinPacking problem = new BinPacking(new long[] {10, 100, 10, 5}, new long[] {5, 50, 1, 1, 6, 60, 2, 6 - 5});

        assertThat(Essence.of(problem)).isEqualTo(new BinPacking(new long[] {100}, new long[] {50, 60}));
    }

    @Test
    void packsWithoutAnyTime() {
        Property.forAll(200, problems(40), problem -> {
            Answer answer = BinPackingSolver.solve(problem, new SplittableRandom(1), () -> 1);

            assertThat(answer.packing().violation(problem)).isEmpty();
        });
    }

    /** Triplets (Falkenauer, 1996): three items fill each bin to the brim, which no greedy packing finds. */
    @Test
    void findsPackingsWithoutAnyRoomLeft() {
        SplittableRandom random = new SplittableRandom(11);
        long[] sizes = new long[3 * 15];
        for (int bin = 0; bin < 15; bin++) {
            sizes[3 * bin] = random.nextLong(380, 490);
            sizes[3 * bin + 1] = random.nextLong(250, (1000 - sizes[3 * bin]) / 2);
            sizes[3 * bin + 2] = 1000 - sizes[3 * bin] - sizes[3 * bin + 1];
        }

        Answer answer = BinPackingSolver.solve(
                new BinPacking(new long[] {1000}, sizes), new SplittableRandom(1), Budget.steps(200_000));

        assertThat(answer.packing().count()).isEqualTo(15);
        assertThat(answer.isOptimal()).isTrue();
    }

    @Test
    void anItemThatFitsWithNothingHasABinOfItsOwn() {
        Answer answer = solve(new BinPacking(new long[] {10, 10}, new long[] {9, 1, 1, 9, 5, 5, 2, 2}));

        assertThat(answer.packing().count()).isEqualTo(2);
        assertThat(answer.isOptimal()).isTrue();
    }

    /** By trying all: items in turn into every bin that is open, or one more. */
    private static int fewest(BinPacking problem) {
        return fewest(problem, 0, new long[problem.items() * problem.dimensions()], 0, problem.items());
    }

    private static int fewest(BinPacking problem, int item, long[] loads, int opened, int most) {
        if (item == problem.items() || opened >= most) {
            return Math.min(opened, most);
        }
        int best = most;
        int dimensions = problem.dimensions();
        for (int bin = 0; bin <= opened && bin < problem.items(); bin++) {
            boolean fits = true;
            for (int k = 0; k < dimensions; k++) {
                loads[bin * dimensions + k] += problem.size(item, k);
                fits &= loads[bin * dimensions + k] <= problem.capacity()[k];
            }
            if (fits) {
                best = Math.min(best, fewest(problem, item + 1, loads, Math.max(opened, bin + 1), best));
            }
            for (int k = 0; k < dimensions; k++) {
                loads[bin * dimensions + k] -= problem.size(item, k);
            }
        }
        return best;
    }

    @Test
    void theCheckerFindsWhatIsWrong() {
        BinPacking problem = new BinPacking(new long[] {10}, new long[] {6, 6, 1});

        assertThat(new Packing(new int[] {0, 1, 1}, 2).violation(problem)).isEmpty();
        assertThat(new Packing(new int[] {0, 0, 1}, 2).violation(problem))
                .contains("bin 0 holds 12 in dimension 0 and has room for 10");
        assertThat(new Packing(new int[] {0, 1}, 2).violation(problem)).isPresent();
        assertThat(new Packing(new int[] {0, 1, 2}, 2).violation(problem)).isPresent();
        assertThat(new Packing(new int[] {0, 2, 2}, 3).violation(problem)).contains("bin 1 is counted and empty");
    }

    @Test
    void l2IsAtLeastTheSumOverTheCapacity() {
        Property.forAll(problems(30), problem -> {
            long[] sizes = new long[problem.items()];
            Arrays.setAll(sizes, item -> problem.size(item, 0));
            Arrays.sort(sizes);
            long room = Math.max(1, problem.capacity()[0]);

            assertThat(LowerBound.martelloToth(sizes, room))
                    .isGreaterThanOrEqualTo((Arrays.stream(sizes).sum() + room - 1) / room);
        });
    }

    /** The sum is 96, which five bins of 20 hold; but no two of the six large items share one. */
    @Test
    void l2SeesThatLargeItemsDoNotShare() {
        long[] sizes = {2, 2, 2, 3, 3, 3, 4, 4, 4, 11, 11, 11, 12, 12, 12};

        assertThat(LowerBound.martelloToth(sizes, 20)).isEqualTo(6);
    }
}
