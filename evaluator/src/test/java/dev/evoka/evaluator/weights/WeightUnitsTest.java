package dev.evoka.evaluator.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.evoka.seeded.Scale;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How far the weights of each tensor move.
class WeightUnitsTest {

    private static final List<WeightTensor> MODEL =
            List.of(tensor("matrix", 10_000, 0.1f), tensor("gain", 16, 1), tensor("bias", 16, 0));
    private static final WeightUnits UNITS = WeightUnits.of(MODEL);

    private static WeightTensor tensor(String name, int size, float value) {
        float[] values = new float[size];
        Arrays.fill(values, value);
        return new WeightTensor(name, new long[] {size}, values);
    }

    @Test
    void rawAmountsStayAsTheyAre() {
        for (int t = 0; t < 3; t++) {
            assertThat(UNITS.amount(Scale.NONE, t, 0.25)).isEqualTo(0.25f);
        }
    }

    @Test
    void aTensorMovesInUnitsOfItsRootMeanSquareAndOneOfZerosInThatOfAllWeights() {
        assertThat((double) UNITS.amount(Scale.RMS, 0, 2)).isCloseTo(0.2, within(1e-6));
        assertThat((double) UNITS.amount(Scale.RMS, 1, 2)).isCloseTo(2, within(1e-6));
        assertThat((double) UNITS.amount(Scale.RMS, 2, 2)).isCloseTo(2 * Math.sqrt(116.0 / 10_032), within(1e-6));
    }

    /// 16 weights against 10,000: the fourth root of their ratio is 5.
    @Test
    void balancedASmallTensorMovesFurtherByTheFourthRootOfTheSizes() {
        double matrix = UNITS.amount(Scale.BALANCED, 0, 1) / UNITS.amount(Scale.RMS, 0, 1);
        double gain = UNITS.amount(Scale.BALANCED, 1, 1) / UNITS.amount(Scale.RMS, 1, 1);
        assertThat(gain / matrix).isCloseTo(5, within(1e-5));
    }

    @Test
    void uniformIsTheUnitOfAllWeightsBalanced() {
        double all = Math.sqrt(116.0 / 10_032);
        for (int t = 0; t < 2; t++) {
            double balance = UNITS.amount(Scale.BALANCED, t, 1) / (double) UNITS.amount(Scale.RMS, t, 1);
            assertThat((double) UNITS.amount(Scale.UNIFORM, t, 1)).isCloseTo(all * balance, within(1e-6));
        }
    }

    @Test
    void balancedAllWeightsTogetherMoveAsFar() {
        double squares = 0;
        for (int t = 0; t < 3; t++) {
            double factor = UNITS.amount(Scale.BALANCED, t, 1) / (double) UNITS.amount(Scale.RMS, t, 1);
            squares += MODEL.get(t).values().length * factor * factor;
        }
        assertThat(squares).isCloseTo(10_032, within(0.1));
    }
}
