package dev.evoka.seeded.algorithms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.optimizers.Budget;
import dev.evoka.optimizers.SeededOptimizer;
import dev.evoka.seeded.Generation;
import dev.evoka.seeded.Update;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Validation, and the way back to the best model.
class GuardTest {

    private static final EvolutionStrategy STRATEGY = EvolutionStrategy.defaults();
    private static final int COUNT = 2 * STRATEGY.pairs();

    private static SeededOptimizer optimizer(long evaluations) {
        return STRATEGY.start(new Plan(1, Budget.of(evaluations), new Validation(5, 0.1)));
    }

    /// Updates of a run; the errors of validations are given by their generation.
    private static List<Update> run(SeededOptimizer optimizer, int generations, LongToDoubleFunction validation) {
        List<Update> updates = new ArrayList<>();
        for (int i = 0; i < generations && !optimizer.converged(); i++) {
            Generation generation = optimizer.ask();
            double[] errors = new double[generation.count()];
            for (int k = 0; k < errors.length; k++) {
                errors[k] = k;
            }
            if (generation.instruction().batch().validation()) {
                errors[0] = validation.applyAsDouble(generation.number());
            }
            updates.add(optimizer.tell(errors));
        }
        return updates;
    }

    private static List<Long> judged(SeededOptimizer optimizer, int generations) {
        List<Long> judged = new ArrayList<>();
        run(optimizer, generations, generation -> {
            judged.add(generation);
            return 1;
        });
        return judged;
    }

    @Test
    void validatesAtTheStartAndAfterEverySoManyTrainingGenerations() {
        assertThat(judged(optimizer(1_000_000), 20)).containsExactly(0L, 6L, 12L, 18L);
    }

    @Test
    void validatesWhereTheBudgetHasNoRoomForMore() {
        SeededOptimizer optimizer = optimizer(8L * COUNT);
        assertThat(judged(optimizer, 100)).containsExactly(0L, 6L, 9L);
        assertThat(optimizer.converged()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"1 | ", "2 | 0", "3 | 0, 2", "4 | 0, 3", "8 | 0, 6, 7", "20 | 0, 6, 12, 18, 19"})
    void trainsAtLeastOnceHoweverFewGenerationsThereAre(long generations, @Nullable String expected) {
        Budget budget = new Budget(OptionalLong.empty(), OptionalLong.of(generations), 1);
        List<Long> judged = judged(STRATEGY.start(new Plan(1, budget, new Validation(5, 0.1))), (int) generations);
        assertThat(judged.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                .isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void validatesAtOnceWhenTheRunIsToEndAndLeavesWhatIsWorse() {
        for (double error : new double[] {0.9, 1.01}) {
            SeededOptimizer optimizer = optimizer(1_000_000);
            run(optimizer, 3, generation -> 1);
            optimizer.conclude();
            List<Update> updates = run(optimizer, 2, generation -> error);
            assertThat(updates.get(0)).isEqualTo(error < 1 ? new Update.Mark(3) : new Update.Return(3));
            assertThat(updates.get(1)).as("a run that is extended trains on").isInstanceOf(Update.Move.class);
            assertThat(optimizer.explanation()).doesNotContain("exploded");
        }
    }

    @Test
    void marksWhatIsBetterAndLeavesWhatIsLittleWorse() {
        List<Update> updates =
                run(optimizer(1_000_000), 13, generation -> 1 + (generation == 6 ? 0.05 : -0.01 * generation));
        assertThat(updates.get(0)).isEqualTo(new Update.Mark(0));
        assertThat(updates.get(6)).isEqualTo(new Update.Stay(6));
        assertThat(updates.get(12)).isEqualTo(new Update.Mark(12));
    }

    @Test
    void returnsToTheBestModelWithHalfTheStepWhenTheErrorExplodes() {
        for (double explosion : new double[] {1.2, Double.NaN, Double.POSITIVE_INFINITY}) {
            SeededOptimizer optimizer = optimizer(1_000_000);
            List<Update> updates = run(optimizer, 8, generation -> generation == 6 ? explosion : 1);
            assertThat(updates.get(6)).isEqualTo(new Update.Return(6));
            float before = ((Update.Move) updates.get(5)).learningRate();
            float after = ((Update.Move) updates.get(7)).learningRate();
            assertThat(after / before).isBetween(0.49f, 0.51f);
            assertThat(optimizer.explanation()).contains("exploded");
        }
    }

    @Test
    void allowsForAShareOfWhatWasGained() {
        List<Update> updates = run(
                optimizer(1_000_000),
                19,
                generation -> generation == 0 ? 10 : generation == 6 ? 1 : generation == 12 ? 1.8 : 2);
        assertThat(updates.get(12)).isEqualTo(new Update.Stay(12));
        assertThat(updates.get(18)).isEqualTo(new Update.Return(18));
    }

    @Test
    void endsWithTheBestModelEvenIfTheLastOneIsOnlyALittleWorse() {
        List<Update> updates =
                run(optimizer(8L * COUNT), 100, generation -> generation == 9 ? 1.01 : 1 - generation * 0.01);
        assertThat(updates.getLast()).isEqualTo(new Update.Return(9));
    }

    @Test
    void neverReturnsToAModelThatHadNoError() {
        assertThat(run(optimizer(1_000_000), 40, generation -> Double.NaN)).noneMatch(Update.Return.class::isInstance);
    }

    @Test
    void withoutValidationTrainsOnly() {
        SeededOptimizer optimizer = STRATEGY.start(new Plan(1, Budget.of(10L * COUNT), Validation.NONE));
        assertThat(judged(optimizer, 30)).isEmpty();
    }
}
