package dev.evoka.evaluator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evoka.optimizers.Draws;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ElementaryTest {

    private interface Loop {
        void apply(double[] values, int count);
    }

    private static final Loop EXP = (values, count) -> Elementary.exp(values, count, new double[count]);
    private static final Loop TANH = (values, count) -> Elementary.tanh(values, count, new double[count]);
    private static final Loop LOG = Elementary::logOnePlus;

    @Test
    void areAsExactAsTheySay() {
        Draws draws = new Draws(1, 0, 0);
        double[] any = new double[100_000];
        Arrays.setAll(any, i -> draws.normal() * StrictMath.pow(10, draws.below(6) - 3));
        double[] negative = Arrays.stream(any)
                .map(x -> -Math.abs(x))
                .map(x -> Math.max(x, -700))
                .toArray();
        double[] unit = new double[100_000];
        Arrays.setAll(unit, i -> draws.uniform() * StrictMath.pow(10, -draws.below(18)));
        assertThat(worstUlps(EXP, StrictMath::exp, negative)).isLessThanOrEqualTo(1.5);
        assertThat(worstUlps(TANH, StrictMath::tanh, any)).isLessThanOrEqualTo(10);
        assertThat(worstUlps(LOG, StrictMath::log1p, unit)).isLessThanOrEqualTo(4);
    }

    private static double worstUlps(Loop loop, DoubleUnaryOperator truth, double[] arguments) {
        double[] values = arguments.clone();
        loop.apply(values, values.length);
        double worst = 0;
        for (int i = 0; i < values.length; i++) {
            double expected = truth.applyAsDouble(arguments[i]);
            worst = Math.max(worst, Math.abs(values[i] - expected) / Math.ulp(expected));
        }
        return worst;
    }

    @Test
    void aValueDoesNotDependOnItsNeighbours() {
        double[] arguments = {-0.25, -3, -1e-9, -17.5, -0.7, -700, -0.1, -2, -5, -11, -0.33};
        for (Loop loop : new Loop[] {EXP, TANH}) {
            double[] together = arguments.clone();
            for (int repeat = 0; repeat < 20_000; repeat++) { // until the compiler has made vector instructions of it
                together = arguments.clone();
                loop.apply(together, together.length);
            }
            for (int i = 0; i < arguments.length; i++) {
                double[] alone = {arguments[i]};
                loop.apply(alone, 1);
                assertThat(together[i]).isEqualTo(alone[0]);
            }
        }
    }

    @Test
    void knowWhereTheyEnd() {
        double[] tanh = {0, 1e300, Double.NEGATIVE_INFINITY, 25};
        TANH.apply(tanh, tanh.length);
        assertThat(tanh).containsExactly(0, 1, -1, 1);
        double[] exp = {0, Double.NEGATIVE_INFINITY, -1e9};
        EXP.apply(exp, exp.length);
        assertThat(exp[0]).isEqualTo(1);
        assertThat(exp[1]).isBetween(0.0, 1e-300);
        assertThat(exp[2]).isBetween(0.0, 1e-300);
        double[] log = {0, 1};
        LOG.apply(log, log.length);
        assertThat(log[0]).isZero();
        assertThat(log[1]).isCloseTo(StrictMath.log(2), within(1e-15));
    }

    @Test
    void leaveNanAsItIs() {
        for (Loop loop : new Loop[] {EXP, TANH, LOG}) {
            double[] values = {Double.NaN};
            loop.apply(values, 1);
            assertThat(values[0]).isNaN();
        }
    }
}
