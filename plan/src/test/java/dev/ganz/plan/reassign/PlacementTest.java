package dev.ganz.plan.reassign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ganz.plan.pack.Budget;
import dev.ganz.prop.Property;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final long ANY = Long.MAX_VALUE / 4;

    @Test
    void costsAfterEveryStepWhatTheModelSays() {
        Property.forAll(400, RandomModel.models(), random -> {
            Model model = random.model();
            Placement placement = new Placement(model, random.initial(), random.initial(), false);
            SplittableRandom choice = new SplittableRandom(3);
            assertThat(Cost.violation(model, random.initial(), random.initial()))
                    .isEmpty();
            for (int step = 0; step < 100; step++) {
                int process = choice.nextInt(model.processes());
                long most = choice.nextBoolean() ? ANY : 20;
                long before = placement.cost();
                boolean changed = choice.nextBoolean()
                        ? placement.shift(process, choice.nextInt(model.machines()), most)
                        : placement.swap(process, choice.nextInt(model.processes()), most);

                long cost =
                        Cost.of(model, random.initial(), placement.machines()).total();
                boolean allowed = Cost.violation(model, random.initial(), placement.machines())
                        .isEmpty();
                assertThat(placement.isAllowed()).isEqualTo(allowed);
                if (allowed) {
                    assertThat(placement.cost()).isEqualTo(cost);
                } else {
                    assertThat(placement.cost()).isGreaterThan(cost);
                }
                assertThat(placement.cost() - before).isLessThanOrEqualTo(changed ? most : 0);
            }
        });
    }

    @Test
    void refusesNoShiftThatTheRulesAllow() {
        Property.forAll(300, RandomModel.models(), random -> {
            Model model = random.model();
            for (int p = 0; p < model.processes(); p++) {
                for (int m = 0; m < model.machines(); m++) {
                    int[] wanted = random.initial().clone();
                    wanted[p] = m;
                    boolean allowed =
                            Cost.violation(model, random.initial(), wanted).isEmpty();

                    Placement placement = new Placement(model, random.initial(), random.initial(), false);
                    boolean moved = placement.shift(p, m, ANY);
                    assertThat(moved && placement.isAllowed()).isEqualTo(allowed && m != random.initial()[p]);
                }
            }
        });
    }

    @Test
    void refusesNoExchangeThatTheRulesAllow() {
        Property.forAll(300, RandomModel.models(), random -> {
            Model model = random.model();
            for (int p = 0; p < model.processes(); p++) {
                for (int other = 0; other < p; other++) {
                    int[] wanted = random.initial().clone();
                    wanted[p] = random.initial()[other];
                    wanted[other] = random.initial()[p];
                    boolean differs = wanted[p] != wanted[other] && model.service()[p] != model.service()[other];
                    boolean allowed =
                            Cost.violation(model, random.initial(), wanted).isEmpty();

                    Placement placement = new Placement(model, random.initial(), random.initial(), false);
                    boolean exchanged = placement.swap(p, other, ANY);
                    assertThat(exchanged && placement.isAllowed()).isEqualTo(differs && allowed);
                }
            }
        });
    }

    @Test
    void aStrictPlacementIsAlwaysAllowedWhereverItBegins() {
        Property.forAll(200, RandomModel.models(), random -> {
            Model model = random.model();
            SplittableRandom choice = new SplittableRandom(4);
            Placement placement = new Placement(model, random.initial(), improve(random), true);
            for (int step = 0; step < 50; step++) {
                int process = choice.nextInt(model.processes());
                if (choice.nextBoolean()) {
                    placement.shift(process, choice.nextInt(model.machines()), ANY);
                } else {
                    placement.swap(process, choice.nextInt(model.processes()), ANY);
                }
                assertThat(Cost.violation(model, random.initial(), placement.machines()))
                        .isEmpty();
                assertThat(placement.isAllowed()).isTrue();
                assertThat(placement.cost())
                        .isEqualTo(Cost.of(model, random.initial(), placement.machines())
                                .total());
            }
        });
    }

    @Test
    void improvesWithinTheRulesAndTheSameWayForASeed() {
        Property.forAll(40, RandomModel.models(), random -> {
            Model model = random.model();
            int[] better = improve(random);

            assertThat(Cost.violation(model, random.initial(), better)).isEmpty();
            long cost = Cost.of(model, random.initial(), better).total();
            assertThat(cost)
                    .isLessThanOrEqualTo(
                            Cost.of(model, random.initial(), random.initial()).total());
            assertThat(cost).isGreaterThanOrEqualTo(Cost.lowerBound(model));
            assertThat(improve(random)).isEqualTo(better);
        });
    }

    private static int[] improve(RandomModel random) {
        return Annealing.improve(random.model(), random.initial(), new SplittableRandom(5), Budget.steps(10));
    }
}
