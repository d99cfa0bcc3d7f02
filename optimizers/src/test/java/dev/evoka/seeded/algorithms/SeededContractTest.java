package dev.evoka.seeded.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evoka.noise.NoiseSource;
import dev.evoka.optimizers.Budget;
import dev.evoka.optimizers.Draws;
import dev.evoka.optimizers.SeededOptimizer;
import dev.evoka.seeded.Generation;
import dev.evoka.seeded.Instruction;
import dev.evoka.seeded.Update;
import dev.evoka.seeded.UpdateForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every seeded algorithm must do.
class SeededContractTest {

    private static final long SEED = 42;

    private static Plan plan(long evaluations) {
        return new Plan(SEED, Budget.of(evaluations), new Validation(10, 0.05));
    }

    private static PlainWeights weights(SeededAlgorithm algorithm, int size) {
        return new PlainWeights(
                new NoiseSource(algorithm.noise(), algorithm.rank(), SEED), algorithm.fold(), PlainWeights.ones(size));
    }

    private static double[] errors(PlainWeights weights, Generation generation, ToDoubleFunction<float[]> function) {
        double[] errors = new double[generation.count()];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = function.applyAsDouble(
                    weights.candidate(generation.instruction().recipe().candidate(SEED, generation.number(), i)));
        }
        return errors;
    }

    /// Errors that need no weights: any function of generation and candidate will do to drive an optimizer.
    private static double[] drawn(Generation generation) {
        double[] errors = new double[generation.count()];
        for (int i = 0; i < errors.length; i++) {
            Draws draws = new Draws(9, generation.number(), i);
            int kind = draws.below(40);
            errors[i] = switch (kind) {
                case 0 -> Double.NaN;
                case 1 -> Double.POSITIVE_INFINITY;
                case 2 -> 1e300;
                default -> 3 + draws.normal() - generation.number() * 0.001;
            };
        }
        return errors;
    }

    private static List<String> told(SeededOptimizer optimizer, int generations) {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < generations; i++) {
            Generation generation = optimizer.ask();
            assertThat(optimizer.ask().instruction().bytes())
                    .as("asking changes nothing")
                    .isEqualTo(generation.instruction().bytes());
            told.add(HexFormat.of().formatHex(generation.instruction().bytes()));
            told.add(HexFormat.of().formatHex(UpdateForm.bytes(optimizer.tell(drawn(generation)))));
        }
        return told;
    }

    @ParameterizedTest
    @EnumSource
    void saysTheSameTwice(SeededAlgorithms algorithm) {
        List<String> once = told(algorithm.defaults().start(plan(2_000)), 150);
        assertThat(told(algorithm.defaults().start(plan(2_000)), 150)).containsExactlyElementsOf(once);
    }

    @ParameterizedTest
    @EnumSource
    void goesOnFromAnyStateWithTheSameBits(SeededAlgorithms algorithm) {
        SeededOptimizer whole = algorithm.defaults().start(plan(2_000));
        for (int i = 0; i < 25; i++) {
            told(whole, new Draws(8, i, 0).below(12));
            SeededOptimizer restored = algorithm.defaults().restore(plan(2_000), whole.state());
            SeededOptimizer other = algorithm.defaults().restore(plan(2_000), whole.state());
            assertThat(told(restored, 5)).containsExactlyElementsOf(told(other, 5));
            SeededOptimizer first = algorithm.defaults().restore(plan(2_000), whole.state());
            assertThat(first.explanation()).isEqualTo(whole.explanation());
            assertThat(first.converged()).isEqualTo(whole.converged());
            assertThat(told(first, 1)).containsExactlyElementsOf(told(whole, 1));
            assertThat(first.state()).isEqualTo(whole.state());
        }
    }

    @ParameterizedTest
    @EnumSource
    void numbersGenerationsAndUpdatesAlike(SeededAlgorithms algorithm) {
        SeededOptimizer optimizer = algorithm.defaults().start(plan(2_000));
        for (int i = 0; i < 60; i++) {
            assertThat(optimizer.generation()).isEqualTo(i);
            Generation generation = optimizer.ask();
            assertThat(generation.number()).isEqualTo(i);
            assertThat(Instruction.of(generation.instruction().bytes()).bytes())
                    .isEqualTo(generation.instruction().bytes());
            Update update = optimizer.tell(drawn(generation));
            assertThat(update.generation()).isEqualTo(i);
            assertThat(UpdateForm.bytes(UpdateForm.of(UpdateForm.bytes(update))))
                    .isEqualTo(UpdateForm.bytes(update));
        }
    }

    @ParameterizedTest
    @EnumSource
    void survivesFailedCandidatesAndWholeGenerations(SeededAlgorithms algorithm) {
        SeededOptimizer optimizer = algorithm.defaults().start(plan(4_000));
        PlainWeights weights = weights(algorithm.defaults(), 300);
        for (int i = 0; i < 200; i++) {
            Generation generation = optimizer.ask();
            double[] errors = errors(weights, generation, PlainWeights::quadratic);
            for (int k = 0; k < errors.length; k++) {
                boolean failed = i % 10 == 3 || new Draws(5, i, k).below(5) == 0;
                errors[k] = failed && !generation.instruction().batch().validation() ? Double.NaN : errors[k];
            }
            weights.fold(optimizer.tell(errors));
            for (float each : weights.base()) {
                assertThat(each).isFinite();
            }
        }
        assertThat(PlainWeights.quadratic(weights.base()))
                .isLessThanOrEqualTo(PlainWeights.quadratic(PlainWeights.ones(300)));
    }

    @ParameterizedTest
    @EnumSource
    void improvesAQuadraticOfTenThousandWeights(SeededAlgorithms algorithm) {
        PlainWeights weights = weights(algorithm.defaults(), 10_000);
        double start = PlainWeights.quadratic(weights.base());
        SeededOptimizer optimizer = algorithm.defaults().start(plan(6_000));
        for (int used = 0; used < 6_000 && !optimizer.converged(); ) {
            Generation generation = optimizer.ask();
            weights.fold(optimizer.tell(errors(weights, generation, PlainWeights::quadratic)));
            used += generation.count();
        }
        double enough = switch (algorithm) {
            case ZEROTH_ORDER, EVOLUTION_STRATEGY -> 0.92;
            case SIMULATED_ANNEALING, GENETIC_ALGORITHM, SUBSPACE -> 0.97;
        };
        assertThat(PlainWeights.quadratic(weights.base()) / start).isLessThan(enough);
    }

    @ParameterizedTest
    @EnumSource
    void staysOnAConstantFunction(SeededAlgorithms algorithm) {
        SeededOptimizer optimizer = algorithm.defaults().start(plan(2_000));
        PlainWeights weights = weights(algorithm.defaults(), 100);
        for (int i = 0; i < 100; i++) {
            weights.fold(optimizer.tell(errors(weights, optimizer.ask(), each -> 1)));
        }
        for (float each : weights.base()) {
            assertThat(each).isFinite();
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesErrorsOfTheWrongNumber(SeededAlgorithms algorithm) {
        SeededOptimizer optimizer = algorithm.defaults().start(plan(2_000));
        assertThatThrownBy(() -> optimizer.tell(new double[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("errors must have");
    }

    @ParameterizedTest
    @EnumSource
    void refusesStatesThatAreNotItsOwn(SeededAlgorithms algorithm) {
        byte[] state = algorithm.defaults().start(plan(2_000)).state();
        byte[] shorter = Arrays.copyOf(state, state.length - 1);
        byte[] longer = Arrays.copyOf(state, state.length + 1);
        for (byte[] wrong : List.of(shorter, longer, new byte[0])) {
            assertThatThrownBy(() -> algorithm.defaults().restore(plan(2_000), wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("state");
        }
    }
}
