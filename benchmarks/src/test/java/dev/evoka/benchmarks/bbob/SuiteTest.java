package dev.evoka.benchmarks.bbob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evoka.optimizers.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteTest {

    private static Problem problem(int function, int dimension) {
        return Suite.problem(new Instance(function, dimension, 1));
    }

    private static double excess(Problem problem, double... x) {
        return problem.excess().applyAsDouble(x);
    }

    private static double[] shifted(Problem problem, int i, double by) {
        double[] x = problem.optimum().clone();
        x[i] += by;
        return x;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 20, 40})
    void theOptimumHasTheOptimalValueAndNothingIsSmaller(int dimension) {
        for (int function = 1; function <= Suite.FUNCTIONS; function++) {
            for (int number = 1; number <= 3; number++) {
                Problem problem = Suite.problem(new Instance(function, dimension, number));
                assertThat(excess(problem, problem.optimum()))
                        .as("f%d", function)
                        .isBetween(-1e-13, 1e-9);
                assertThat(problem.value(problem.optimum())).isCloseTo(problem.smallest(), within(1e-9));
                assertThat(Arrays.stream(problem.optimum())).allMatch(x -> Math.abs(x) <= 5);
                Draws draws = new Draws(1, function, number);
                for (int k = 0; k < 100; k++) {
                    double scale = Math.pow(10, -k % 5);
                    double[] near = problem.optimum().clone();
                    double[] far = new double[dimension];
                    for (int i = 0; i < dimension; i++) {
                        near[i] += scale * draws.normal();
                        far[i] = 10 * draws.uniform() - 5;
                    }
                    assertThat(excess(problem, near)).as("f%d", function).isGreaterThan(-1e-13);
                    assertThat(excess(problem, far)).as("f%d", function).isGreaterThan(0);
                }
            }
        }
    }

    @Test
    void instancesDifferAndRepeat() {
        Problem one = Suite.problem(new Instance(10, 5, 1));
        assertThat(Suite.problem(new Instance(10, 5, 1)).optimum()).isEqualTo(one.optimum());
        assertThat(Suite.problem(new Instance(10, 5, 2)).optimum()).isNotEqualTo(one.optimum());
        assertThat(Suite.problem(new Instance(10, 5, 2)).smallest()).isNotEqualTo(one.smallest());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void theFirstFiveAreSumsOverCoordinates(int function) {
        Problem problem = problem(function, 3);
        double[] base = {0.3, -1.2, 2.1};
        double[] first = {1.3, -1.2, 2.1};
        double[] second = {0.3, 2.2, 2.1};
        double[] both = {1.3, 2.2, 2.1};
        double together = excess(problem, both) - excess(problem, base);
        double apart = excess(problem, first) - excess(problem, base) + excess(problem, second) - excess(problem, base);
        assertThat(together).isCloseTo(apart, within(1e-9 * Math.abs(apart)));
    }

    @Test
    void knownValuesByHand() {
        Problem sphere = problem(1, 4);
        assertThat(excess(sphere, shifted(sphere, 2, 3))).isCloseTo(9, within(1e-12));
        Problem ellipsoid = problem(2, 4); // T_osz(1) = 1, so the last axis weighs 1e6 and the first 1
        assertThat(excess(ellipsoid, shifted(ellipsoid, 3, 1))).isCloseTo(1e6, within(1e-6));
        assertThat(excess(ellipsoid, shifted(ellipsoid, 0, 1))).isCloseTo(1, within(1e-12));
        Problem rastrigin = problem(3, 4); // whole steps along the first axis are local optima: the waves are 0
        assertThat(excess(rastrigin, shifted(rastrigin, 0, 1))).isCloseTo(1, within(1e-12));
        Problem rosenbrock = problem(8, 4); // z = (2, 1, 1, 1): 100 (4 - 1)² + 1
        assertThat(excess(rosenbrock, shifted(rosenbrock, 0, 1))).isCloseTo(901, within(1e-9));
        Problem slope = problem(5, 3); // at 0: 5 (1 + √10 + 10)
        assertThat(excess(slope, 0, 0, 0)).isCloseTo(5 * (11 + Math.sqrt(10)), within(1e-12));
    }

    @Test
    void theSlopeIsFlatBeyondItsCorner() {
        Problem slope = problem(5, 3);
        double[] beyond = slope.optimum().clone();
        for (int i = 0; i < 3; i++) {
            beyond[i] *= 1.5;
        }
        assertThat(excess(slope, beyond)).isZero();
    }

    @Test
    void theStepsOfTheStepEllipsoidAreFlat() {
        Problem steps = problem(7, 5);
        double[] x = {1, -2, 0.5, 3, -1};
        double[] near = {1 + 1e-6, -2, 0.5, 3, -1};
        assertThat(excess(steps, near)).isEqualTo(excess(steps, x));
    }

    @Test
    void whatLiesOutsideTheBoxIsPenalised() {
        assertThat(Transformation.penalty(new double[] {5, -5, 0})).isZero();
        assertThat(Transformation.penalty(new double[] {6, -8, 0})).isEqualTo(10);
        Problem katsuura = problem(23, 2);
        assertThat(excess(katsuura, 105, 0)).isGreaterThan(1e4);
    }

    @Test
    void oscillationKeepsSignOrderAndOne() {
        assertThat(Transformation.oscillated(0)).isZero();
        assertThat(Transformation.oscillated(1)).isEqualTo(1);
        assertThat(Transformation.oscillated(-1)).isEqualTo(-1);
        double before = Transformation.oscillated(-10);
        for (double x = -9.99; x < 10; x += 0.01) {
            double now = Transformation.oscillated(x);
            assertThat(now).isGreaterThan(before);
            before = now;
        }
    }

    @Test
    void asymmetryTouchesPositiveNumbersAlone() {
        double[] y = Transformation.asymmetric(0.5, new double[] {-4, 4, 4});
        assertThat(y).containsExactly(-4, Math.pow(4, 1.5), 16);
    }

    @Test
    void rotationsKeepLengths() {
        Matrix rotation = new Instance(10, 7, 3).r();
        double[] x = {1, 2, 3, 4, 5, 6, 7};
        assertThat(Transformation.squared(rotation.times(x))).isCloseTo(140, within(1e-10));
        assertThat(rotation.transposedTimes(rotation.times(x))[4]).isCloseTo(5, within(1e-12));
    }

    @Test
    void theHighestPeakOfGallagherIsTheOptimum() {
        Problem peaks = problem(21, 5);
        assertThat(excess(peaks, shifted(peaks, 0, 1e-4))).isBetween(1e-20, 1e-6);
    }
}
