package dev.evoka.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every algorithm must do.
class OptimizerContractTest {

    private static double sphere(double[] x) {
        return Arrays.stream(x).map(v -> v * v).sum();
    }

    private static double rosenbrock(double[] x) {
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double a = x[i + 1] - x[i] * x[i];
            sum += 100 * a * a + (1 - x[i]) * (1 - x[i]);
        }
        return sum;
    }

    private static SearchSpace box(int dimension, double low, double high) {
        double[] lower = new double[dimension];
        double[] upper = new double[dimension];
        Arrays.fill(lower, low);
        Arrays.fill(upper, high);
        return new SearchSpace(lower, upper, new Initialisation.Bounds());
    }

    private static double[] errors(Candidates candidates, ToDoubleFunction<double[]> function) {
        double[] errors = new double[candidates.count()];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = function.applyAsDouble(candidates.parameters(i));
        }
        return errors;
    }

    private static double best(DenseOptimizer optimizer, ToDoubleFunction<double[]> function, int evaluations) {
        double best = Double.POSITIVE_INFINITY;
        for (int used = 0; used < evaluations && !optimizer.converged(); ) {
            double[] errors = errors(optimizer.ask(), function);
            best = Math.min(best, Arrays.stream(errors).min().orElseThrow());
            optimizer.tell(errors);
            used += errors.length;
        }
        return best;
    }

    @ParameterizedTest
    @EnumSource
    void goesOnFromAStateWithTheSameBits(Algorithms algorithm) {
        SearchSpace space = box(7, -5, 5);
        DenseOptimizer whole = algorithm.defaults().start(space, 42);
        for (int generation = 0; generation < 60; generation++) {
            if (generation % 13 == 5) {
                whole = check(algorithm, space, whole);
            }
            whole.tell(errors(whole.ask(), OptimizerContractTest::rosenbrock));
        }
    }

    private static DenseOptimizer check(Algorithms algorithm, SearchSpace space, DenseOptimizer whole) {
        DenseOptimizer restored = algorithm.defaults().restore(space, 42, whole.state());
        DenseOptimizer again = algorithm.defaults().restore(space, 42, whole.state());
        for (int i = 0; i < 20; i++) {
            assertThat(restored.ask().values()).containsExactly(whole.ask().values());
            double[] errors = errors(whole.ask(), OptimizerContractTest::rosenbrock);
            whole.tell(errors);
            restored.tell(errors);
        }
        assertThat(restored.state()).isEqualTo(whole.state());
        return again;
    }

    @ParameterizedTest
    @EnumSource
    void staysWithinItsBoundsAndSurvivesErrorsThatAreNoNumbers(Algorithms algorithm) {
        DenseOptimizer optimizer = algorithm.defaults().start(box(5, -1, 2), 3);
        double[] bad = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e308, 0};
        for (int generation = 0; generation < 100; generation++) {
            Candidates candidates = optimizer.ask();
            assertThat(Arrays.stream(candidates.values())).allMatch(v -> v >= -1 && v <= 2);
            double[] errors = errors(candidates, OptimizerContractTest::sphere);
            for (int i = 0; i < errors.length; i++) {
                int draw = new Draws(9, generation, i).below(10);
                errors[i] = generation % 10 == 3 ? Double.NaN : draw < bad.length ? bad[draw] : errors[i];
            }
            optimizer.tell(errors);
        }
    }

    @ParameterizedTest
    @EnumSource
    void survivesAConstantFunction(Algorithms algorithm) {
        DenseOptimizer optimizer = algorithm.defaults().start(box(4, -1, 1), 5);
        best(optimizer, x -> 1, 5_000);
        assertThat(Arrays.stream(optimizer.ask().values())).allMatch(v -> v >= -1 && v <= 1);
    }

    @ParameterizedTest
    @EnumSource
    void refusesErrorsOfTheWrongNumber(Algorithms algorithm) {
        DenseOptimizer optimizer = algorithm.defaults().start(box(4, -1, 1), 5);
        assertThatThrownBy(() -> optimizer.tell(new double[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("errors must have");
    }

    @ParameterizedTest
    @EnumSource
    void refusesTheStateOfAnotherVersion(Algorithms algorithm) {
        byte[] state = algorithm.defaults().start(box(4, -1, 1), 5).state();
        state[0] = 77;
        assertThatThrownBy(() -> algorithm.defaults().restore(box(4, -1, 1), 5, state))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RANDOM_SEARCH")
    void solvesTheSphere(Algorithms algorithm) {
        double best = best(algorithm.defaults().start(box(10, -5, 5), 1), OptimizerContractTest::sphere, 40_000);
        assertThat(best).isLessThan(1e-6);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RANDOM_SEARCH")
    void goesDownRosenbrocksValley(Algorithms algorithm) {
        double best = best(algorithm.defaults().start(box(5, -2, 2), 1), OptimizerContractTest::rosenbrock, 60_000);
        assertThat(best).isLessThan(0.5);
    }
}
