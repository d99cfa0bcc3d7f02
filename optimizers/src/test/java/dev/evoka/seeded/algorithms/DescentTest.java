package dev.evoka.seeded.algorithms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evoka.noise.NoiseKind;
import dev.evoka.noise.NoiseSource;
import dev.evoka.optimizers.Budget;
import dev.evoka.optimizers.SeededOptimizer;
import dev.evoka.seeded.Generation;
import dev.evoka.seeded.Instruction;
import dev.evoka.seeded.Recipe;
import dev.evoka.seeded.Scale;
import dev.evoka.seeded.Update;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// The steps of zeroth-order descent, and how it chooses its scale.
class DescentTest {

    private static final ZerothOrder RMS = new ZerothOrder(
            8,
            ScaleChoice.RMS,
            OptionalDouble.of(0.01),
            OptionalDouble.of(0.04),
            Optional.of(Schedule.CONSTANT),
            0,
            NoiseKind.RADEMACHER,
            0);

    private static SeededOptimizer unguarded(ZerothOrder algorithm) {
        return algorithm.start(new Plan(1, Budget.of(8_000), Validation.NONE));
    }

    @Test
    void aStepIsTheCovarianceOfErrorsAndNoise() {
        SeededOptimizer optimizer = unguarded(RMS);
        double[] errors = {3, 1, 1.5, 2.5, 2, 2.25, 1.75, 2};
        Update.Move move = (Update.Move) optimizer.tell(errors);
        double deviation =
                Math.sqrt(Arrays.stream(errors).map(e -> (e - 2) * (e - 2)).sum() / 7);
        for (int i = 0; i < 8; i++) {
            assertThat((double) move.coefficients()[i]).isCloseTo(-(errors[i] - 2) / (8 * deviation), within(1e-6));
        }
        assertThat(move.learningRate()).isEqualTo(0.04f);
        assertThat(move.scale()).isEqualTo(Scale.RMS);
    }

    @Test
    void aFailedCandidateCountsNothing() {
        Update.Move move = (Update.Move)
                unguarded(RMS).tell(new double[] {1, Double.NaN, 3, 2, 2, 2.5, 1.5, Double.POSITIVE_INFINITY});
        assertThat(move.coefficients()[1]).isZero();
        assertThat(move.coefficients()[7]).isZero();
        assertThat(move.coefficients()[0]).isPositive();
        assertThat(unguarded(RMS).tell(new double[] {
                    1, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN
                }))
                .isInstanceOf(Update.Stay.class);
    }

    @Test
    void reachesFurtherWhileErrorsAreFlat() {
        SeededOptimizer optimizer = unguarded(RMS);
        for (int i = 0; i < 4; i++) {
            assertThat(optimizer.tell(new double[] {2, 2, 2, 2, 2, 2, 2, 2})).isInstanceOf(Update.Stay.class);
        }
        assertThat(optimizer.sigma()).isCloseTo(0.01 * Math.pow(1.5, 4), within(1e-12));
        optimizer.tell(new double[] {2, 2, 2, 1, 3, 4, 5, 6});
        assertThat(optimizer.sigma()).isCloseTo(0.01 * Math.pow(1.5, 4), within(1e-12));
        for (int i = 0; i < 30; i++) {
            optimizer.tell(new double[] {2, 2, 2, 2, 2, 2, 2, 3});
        }
        assertThat(optimizer.sigma()).isCloseTo(0.64, within(1e-12));
    }

    @Test
    void restsWhereNothingIsLeftToImprove() {
        SeededOptimizer optimizer = unguarded(RMS);
        optimizer.tell(new double[8]);
        assertThat(optimizer.sigma()).isEqualTo(0.01);
    }

    /// Of perturbations with deviation 1 the mean error may rise by a tenth.
    @Test
    void takesUniformStepsIfTheirPerturbationsHardlyRaiseTheMeanError() {
        assertThat(chosen(0.09)).startsWith("scale uniform, since").contains("hardly raised");
        assertThat(chosen(-2)).startsWith("scale uniform, since");
        assertThat(chosen(0.11)).startsWith("scale balanced, since").contains("too much");
        assertThat(chosen(Double.NaN)).startsWith("scale balanced, since");
    }

    private static String chosen(double rise) {
        SeededOptimizer optimizer = ZerothOrder.defaults().start(new Plan(1, Budget.of(4_000), Validation.NONE));
        for (int i = 0; i < 4; i++) {
            Instruction instruction = optimizer.ask().instruction();
            assertThat(instruction.recipe()).isEqualTo(new Recipe.Anchored(0.04f));
            assertThat(instruction.scale()).isEqualTo(Scale.UNIFORM);
            assertThat(optimizer.explanation()).isEqualTo("scale uniform is being tried");
            assertThat(optimizer.tell(tried(10 + i, rise))).isInstanceOf(Update.Stay.class);
        }
        return optimizer.explanation();
    }

    /// The base's error, and 15 others whose deviation is 1.
    private static double[] tried(double base, double rise) {
        double[] errors = new double[16];
        double unit = Math.sqrt(14.0 / 280);
        Arrays.setAll(errors, i -> i == 0 ? base : base + rise + (i - 8) * unit);
        return errors;
    }

    @Test
    void anErrorThatIsFlatEverywhereTakesTheBalancedScale() {
        assertThat(flat().explanation()).startsWith("scale balanced");
    }

    private static SeededOptimizer flat() {
        SeededOptimizer optimizer = ZerothOrder.defaults().start(new Plan(1, Budget.of(4_000), Validation.NONE));
        for (int i = 0; i < 4; i++) {
            optimizer.tell(new double[16]);
        }
        return optimizer;
    }

    @Test
    void improvesAnErrorThatIsAStaircase() {
        SeededOptimizer optimizer = unguarded(RMS);
        PlainWeights weights =
                new PlainWeights(new NoiseSource(NoiseKind.RADEMACHER, 0, 1), RMS.fold(), PlainWeights.ones(200));
        double start = stairs(weights.base());
        for (int i = 0; i < 600; i++) {
            Generation generation = optimizer.ask();
            double[] errors = new double[generation.count()];
            for (int k = 0; k < errors.length; k++) {
                errors[k] = stairs(
                        weights.candidate(generation.instruction().recipe().candidate(1, generation.number(), k)));
            }
            weights.fold(optimizer.tell(errors));
        }
        assertThat(stairs(weights.base())).isLessThan(start / 2);
    }

    /// A quadratic, rounded up to a multiple of 0.05.
    private static double stairs(float[] weights) {
        return Math.ceil(20 * PlainWeights.quadratic(weights)) / 20;
    }
}
