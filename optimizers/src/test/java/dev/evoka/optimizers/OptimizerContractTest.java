package dev.evoka.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
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

    private static double best(
            Algorithms algorithm, SearchSpace space, long seed, ToDoubleFunction<double[]> function, int evaluations) {
        DenseOptimizer optimizer = algorithm.defaults().start(space, seed, Budget.of(evaluations));
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

    /// Some algorithms plan by the budget: these are the same bits after a restart, too.
    @ParameterizedTest
    @EnumSource
    void goesOnFromAStateWhateverTheBudget(Algorithms algorithm) {
        Budget budget = Budget.of(2_000).at(24);
        SearchSpace space = box(3, -5, 5);
        DenseOptimizer whole = algorithm.defaults().start(space, 4, budget);
        for (int generation = 0; generation < 120 && !whole.converged(); generation++) {
            DenseOptimizer restored = algorithm.defaults().restore(space, 4, budget, whole.state());
            double[] errors = errors(whole.ask(), OptimizerContractTest::rosenbrock);
            restored.tell(errors);
            whole.tell(errors);
            assertThat(restored.ask().values()).containsExactly(whole.ask().values());
            assertThat(restored.converged()).isEqualTo(whole.converged());
        }
    }

    @ParameterizedTest
    @EnumSource
    void searchesParametersOfEveryKind(Algorithms algorithm) {
        SearchSpace space = new SearchSpace(
                new double[] {-5, 1e-6, -20, 0},
                new double[] {5, 1, 20, 4},
                new Initialisation.Bounds(),
                List.of(Kind.REAL, Kind.LOG, Kind.INTEGER, Kind.CATEGORY));
        if (algorithm == Algorithms.QUASI_NEWTON || algorithm == Algorithms.RANDOM_LINES) {
            assertThatThrownBy(() -> algorithm.defaults().start(space, 6))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("is for real parameters but that of dimension 2 has steps");
            return;
        }
        double best = best(algorithm, space, 6, OptimizerContractTest::mixed, 20_000);
        double enough = switch (algorithm) {
            case RANDOM_SEARCH, SOBOL_SEARCH -> 3;
            default -> 0.2;
        };
        assertThat(best).isLessThan(enough);
    }

    private static double mixed(double[] x) {
        assertThat(x[2]).isEqualTo(Math.rint(x[2])).isBetween(-20.0, 20.0);
        assertThat(x[3]).isEqualTo(Math.rint(x[3])).isBetween(0.0, 4.0);
        assertThat(x[1]).isBetween(1e-6, 1.0);
        double[] cost = {1, 2, 0, 3, 1};
        return x[0] * x[0] + Math.abs(Math.log10(x[1] / 1e-4)) + Math.abs(x[2] - 7) + cost[(int) x[3]];
    }

    @ParameterizedTest
    @EnumSource
    void survivesAConstantFunction(Algorithms algorithm) {
        DenseOptimizer optimizer = algorithm.defaults().start(box(4, -1, 1), 5);
        for (int used = 0; used < 5_000 && !optimizer.converged(); ) {
            double[] errors = errors(optimizer.ask(), x -> 1);
            optimizer.tell(errors);
            used += errors.length;
        }
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
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"RANDOM_SEARCH", "SOBOL_SEARCH"})
    void solvesTheSphere(Algorithms algorithm) {
        double best = best(algorithm, box(10, -5, 5), 1, OptimizerContractTest::sphere, 40_000);
        // Generalised annealing polishes nothing.
        assertThat(best).isLessThan(algorithm == Algorithms.GENERALISED_ANNEALING ? 1e-3 : 1e-6);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"RANDOM_SEARCH", "SOBOL_SEARCH"})
    void goesDownRosenbrocksValley(Algorithms algorithm) {
        double best = best(algorithm, box(5, -2, 2), 1, OptimizerContractTest::rosenbrock, 60_000);
        assertThat(best).isLessThan(0.5);
    }
}
