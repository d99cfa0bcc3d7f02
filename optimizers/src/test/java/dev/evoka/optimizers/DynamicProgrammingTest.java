package dev.evoka.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class DynamicProgrammingTest {

    private static final int STAGES = 5;
    private static final int VALUES = 5;

    /// Whole numbers from 0 to 4 in each of five stages.
    private static final SearchSpace WHOLE = new SearchSpace(
            new double[STAGES], upper(), new Initialisation.Bounds(), Collections.nCopies(STAGES, Kind.INTEGER));

    private static double[] upper() {
        double[] upper = new double[STAGES];
        Arrays.fill(upper, VALUES - 1);
        return upper;
    }

    /// A sum of terms that know some neighbouring parameters, each with a random table.
    private static double chain(long seed, int reach, double[] x) {
        double sum = 0;
        for (int i = 0; i + reach <= x.length; i++) {
            long key = i;
            for (int k = 0; k < reach; k++) {
                key = key * VALUES + (long) x[i + k];
            }
            sum += new Draws(seed, i, key).uniform();
        }
        return sum;
    }

    private static double bruteForce(ToDoubleFunction<double[]> error) {
        double best = Double.POSITIVE_INFINITY;
        for (int number = 0; number < StrictMath.pow(VALUES, STAGES); number++) {
            double[] x = new double[STAGES];
            int rest = number;
            for (int i = 0; i < STAGES; i++) {
                x[i] = rest % VALUES;
                rest /= VALUES;
            }
            best = Math.min(best, error.applyAsDouble(x));
        }
        return best;
    }

    /// One pass over the stages.
    private static double onePass(DynamicProgramming programming, ToDoubleFunction<double[]> error) {
        DenseOptimizer optimizer = programming.start(WHOLE, 1);
        double best = Double.POSITIVE_INFINITY;
        int passes = (STAGES + programming.block() - 1) / programming.block();
        for (int stage = 0; stage < passes; stage++) {
            Candidates candidates = optimizer.ask();
            double[] errors = new double[candidates.count()];
            Arrays.setAll(errors, c -> error.applyAsDouble(candidates.parameters(c)));
            best = Math.min(best, Arrays.stream(errors).min().orElseThrow());
            optimizer.tell(errors);
        }
        return best;
    }

    @Test
    void findsTheBestOfAllAssignmentsInOnePassWhereNeighboursAloneActOnEachOther() {
        for (int seed = 0; seed < 50; seed++) {
            long table = seed;
            ToDoubleFunction<double[]> error = x -> chain(table, 2, x);
            assertThat(onePass(new DynamicProgramming(1, VALUES, VALUES, 0.5), error))
                    .isEqualTo(bruteForce(error));
        }
    }

    @Test
    void aBlockOfTwoIsExactWhereThreeNeighboursActOnEachOther() {
        for (int seed = 0; seed < 20; seed++) {
            long table = seed;
            ToDoubleFunction<double[]> error = x -> chain(table, 3, x);
            assertThat(onePass(new DynamicProgramming(2, VALUES, VALUES * VALUES, 0.5), error))
                    .isEqualTo(bruteForce(error));
        }
    }

    @Test
    void aBeamThatIsTooNarrowMissesSomeAndAWiderOneMissesFewer() {
        assertThat(missed(1)).isGreaterThan(10).isGreaterThan(missed(3));
        assertThat(missed(VALUES)).isZero();
    }

    private static int missed(int beam) {
        int missed = 0;
        for (int seed = 0; seed < 50; seed++) {
            long table = seed;
            ToDoubleFunction<double[]> error = x -> chain(table, 2, x);
            double found = onePass(new DynamicProgramming(1, VALUES, beam, 0.5), error);
            missed += found > bruteForce(error) ? 1 : 0;
        }
        return missed;
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> new DynamicProgramming(0, 5, 5, 0.5)).hasMessage("block must be ≥ 1 but was 0");
        assertThatThrownBy(() -> new DynamicProgramming(1, 1, 5, 0.5)).hasMessage("levels must be ≥ 2 but was 1");
        assertThatThrownBy(() -> new DynamicProgramming(1, 5, 0, 0.5)).hasMessage("beam must be ≥ 1 but was 0");
        assertThatThrownBy(() -> new DynamicProgramming(1, 5, 5, 1)).hasMessageStartingWith("refinement must be");
        assertThatThrownBy(() -> new DynamicProgramming(9, 9, 5, 0.5))
                .hasMessage("levels must make at most 100000 combinations in a block but was 9");
    }
}
