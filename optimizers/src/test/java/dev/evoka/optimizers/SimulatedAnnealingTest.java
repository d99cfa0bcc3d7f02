package dev.evoka.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class SimulatedAnnealingTest {

    private static final SimulatedAnnealing.Cooling GEOMETRIC = SimulatedAnnealing.Cooling.GEOMETRIC;

    private static SearchSpace box(int d) {
        double[] lower = new double[d];
        double[] upper = new double[d];
        Arrays.fill(lower, -5);
        Arrays.fill(upper, 5);
        return new SearchSpace(lower, upper, new Initialisation.Bounds());
    }

    private static double best(DenseOptimizer optimizer, ToDoubleFunction<double[]> function, int evaluations) {
        double best = Double.POSITIVE_INFINITY;
        for (int used = 0; used < evaluations && !optimizer.converged(); ) {
            Candidates candidates = optimizer.ask();
            double[] errors = new double[candidates.count()];
            for (int c = 0; c < errors.length; c++) {
                errors[c] = function.applyAsDouble(candidates.parameters(c));
                best = Math.min(best, errors[c]);
            }
            optimizer.tell(errors);
            used += errors.length;
        }
        return best;
    }

    /// Many local optima on a wide bowl; the best is at 1 in each coordinate.
    private static double bumpy(double[] x) {
        double sum = 0;
        for (double each : x) {
            double off = each - 1;
            sum += off * off + 5 * (1 - Math.cos(2 * Math.PI * off));
        }
        return sum;
    }

    private static void refused(String message, double temperature, double length, double jumps, int annealings) {
        assertThatThrownBy(() -> new SimulatedAnnealing(
                        OptionalInt.empty(), temperature, GEOMETRIC, length, jumps, true, OptionalInt.of(annealings)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        refused("temperature must be > 0 but was 0.0", 0, 50, 0.2, 1);
        refused("temperature must be > 0 but was -1.0", -1, 50, 0.2, 1);
        refused("temperature must be > 0 but was NaN", Double.NaN, 50, 0.2, 1);
        refused("length must be > 0", 1, 0, 0.2, 1);
        refused("jumps must be between 0.0 and 1.0 but was 1.5", 1, 50, 1.5, 1);
        refused("annealings must be ≥ 1", 1, 50, 0.2, 0);
    }

    private static long solved(SimulatedAnnealing annealing) {
        long solved = 0;
        for (int seed = 0; seed < 20; seed++) {
            solved += best(annealing.start(box(3), seed), SimulatedAnnealingTest::bumpy, 40_000) < 1e-6 ? 1 : 0;
        }
        return solved;
    }

    @Test
    void annealingFindsTheBestOfManyOptimaMoreOftenThanAQuench() {
        OptionalInt one = OptionalInt.of(1);
        for (SimulatedAnnealing.Cooling cooling : SimulatedAnnealing.Cooling.values()) {
            assertThat(solved(new SimulatedAnnealing(OptionalInt.empty(), 0.3, cooling, 3000, 0.2, false, one)))
                    .as("solved with cooling %s", cooling)
                    .isGreaterThanOrEqualTo(18);
        }
        assertThat(solved(new SimulatedAnnealing(OptionalInt.empty(), 0.3, GEOMETRIC, 3000, 0.2, true, one)))
                .isLessThanOrEqualTo(14);
    }

    @Test
    void endsAfterTheLastAnnealing() {
        SimulatedAnnealing two =
                new SimulatedAnnealing(OptionalInt.empty(), 0.2, GEOMETRIC, 50, 0.2, true, OptionalInt.of(2));
        DenseOptimizer optimizer = two.start(box(4), 3);
        assertThat(best(optimizer, SimulatedAnnealingTest::bumpy, 100_000)).isLessThan(30);
        assertThat(optimizer.converged()).isTrue();
        assertThat(optimizer.generation()).isLessThan(100_000);
    }

    /// The error falls along a narrow valley that leads to a bound, and then along the bound.
    @Test
    void slidesAlongABound() {
        ToDoubleFunction<double[]> valley = x -> {
            double across = x[0] + x[1] - 8;
            double along = x[1] - 7;
            return 1e4 * across * across + along * along + (x[2] + 4) * (x[2] + 4);
        };
        // The smallest error within the bounds is at x0 = 3.0001…, x1 = 5, x2 = -4.
        double best = best(SimulatedAnnealing.defaults().start(box(3), 1), valley, 10_000);
        assertThat(best).isBetween(4.0, 4.000001);
    }

    @Test
    void proposesAsManyAsAreEvaluatedAtOnce() {
        Candidates candidates = SimulatedAnnealing.defaults()
                .start(box(4), 1, Budget.unknown().at(24))
                .ask();
        assertThat(candidates.count()).isEqualTo(24);
    }

    @Test
    void aHugeStepIsPutWithinTheBounds() {
        SearchSpace space = new SearchSpace(
                new double[] {-1, -1}, new double[] {1, 1}, new Initialisation.Point(new double[] {0.5, 0.5}, 1e300));
        double best = best(SimulatedAnnealing.defaults().start(space, 1), x -> x[0] * x[0] + x[1] * x[1], 20_000);
        assertThat(best).isLessThan(1e-6);
    }
}
