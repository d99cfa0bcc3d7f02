package dev.evoka.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Distribution and independence of the noise. Bounds are five standard errors, so a generator that is right fails one
/// of them once in a million.
class NoiseTest {

    private static final int ROWS = 512;
    private static final int COLUMNS = 1024;
    private static final int SIZE = ROWS * COLUMNS;
    private static final double ERROR = 5 / Math.sqrt(SIZE);

    private static float[] draw(Noise noise, String tensor) {
        return draw(noise, NoiseTensor.of(tensor, ROWS, COLUMNS));
    }

    private static float[] draw(Noise noise, NoiseTensor tensor) {
        float[] all = new float[tensor.size()];
        for (int from = 0; from < all.length; from += Noise.ROW) {
            noise.add(tensor, from, Math.min(Noise.ROW, all.length - from), 1, all, from);
        }
        return all;
    }

    private static double correlation(float[] x, float[] y, int lag) {
        double sum = 0;
        for (int i = 0; i + lag < x.length; i++) {
            sum += (double) x[i] * y[i + lag];
        }
        return sum / (x.length - lag);
    }

    private static double moment(float[] x, int power) {
        double sum = 0;
        for (float each : x) {
            sum += Math.pow(each, power);
        }
        return sum / x.length;
    }

    private static Noise noise(NoiseKind kind, long seed, long generation, int index) {
        return Noise.of(kind, new NoiseKey(seed, generation, index));
    }

    @ParameterizedTest
    @EnumSource
    void hasMeanZeroVarianceOneAndTheKurtosisOfItsKind(NoiseKind kind) {
        float[] x = draw(noise(kind, 1, 0, 0), "w");
        double kurtosis = switch (kind) {
            case RADEMACHER -> 1;
            case BINOMIAL -> 3 - 2.0 / 32;
            case GAUSSIAN -> 3;
        };
        assertThat(moment(x, 1)).isCloseTo(0, within(ERROR));
        assertThat(moment(x, 2)).isCloseTo(1, within(1.5 * ERROR));
        assertThat(moment(x, 3)).isCloseTo(0, within(4 * ERROR));
        assertThat(moment(x, 4)).isCloseTo(kurtosis, within(10 * ERROR));
    }

    @ParameterizedTest
    @EnumSource
    void outOfPlaceHasTheSameBitsAsInPlace(NoiseKind kind) {
        NoiseTensor tensor = NoiseTensor.of("w", 5, 700);
        float[] there = new float[Noise.ROW];
        for (int from = 0; from < tensor.size(); from += Noise.ROW) {
            float[] row = new float[Math.min(Noise.ROW, tensor.size() - from)];
            for (int i = 0; i < row.length; i++) {
                row[i] = i / 7f;
            }
            noise(kind, 1, 2, 3).add(tensor, from, 0.3f, row, there);
            noise(kind, 1, 2, 3).add(tensor, from, row.length, 0.3f, row, 0);
            assertThat(Arrays.copyOf(there, row.length)).containsExactly(row);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isUncorrelatedAtEveryLagThatItsMakingCouldShow(NoiseKind kind) {
        float[] x = draw(noise(kind, 1, 0, 0), "w");
        for (int lag : new int[] {
            1, 2, 3, 8, 16, 31, 32, 33, 64, 255, 256, 257, 512, 1023, 1024, 1025, 2048, 3072, 4096, 5120, 7168, 8192,
            11_264, 15_360, 16_384, 30_720, 31_744, 32_767, 32_768, 32_769, 65_536, 262_144
        }) {
            assertThat(correlation(x, x, lag)).as("lag %d", lag).isCloseTo(0, within(5 / Math.sqrt(SIZE - lag)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void isUncorrelatedBetweenSeedsGenerationsIndicesAndTensors(NoiseKind kind) {
        List<float[]> all = new ArrayList<>();
        for (long seed : new long[] {1, 2, 3, 1L << 32, -1}) {
            all.add(draw(noise(kind, seed, 0, 0), "w"));
        }
        for (long generation : new long[] {1, 2, 1L << 32, 1_000_000}) {
            all.add(draw(noise(kind, 1, generation, 0), "w"));
        }
        for (int index : new int[] {1, 2, 255, 1 << 20}) {
            all.add(draw(noise(kind, 1, 0, index), "w"));
        }
        for (String tensor : List.of("v", "w.weight", "blocks.0.w", "blocks.1.w")) {
            all.add(draw(noise(kind, 1, 0, 0), tensor));
        }
        for (int a = 0; a < all.size(); a++) {
            for (int b = a + 1; b < all.size(); b++) {
                for (int lag : new int[] {0, 1, 1024}) {
                    assertThat(correlation(all.get(a), all.get(b), lag))
                            .as("vectors %d and %d, lag %d", a, b, lag)
                            .isCloseTo(0, within(1.2 * ERROR));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesARowWithoutTheRowsBeforeIt(NoiseKind kind) {
        NoiseTensor tensor = NoiseTensor.of("w", 3, 25_000);
        float[] whole = draw(noise(kind, 5, 3, 1), tensor);
        assertThatLastRows(noise(kind, 5, 3, 1), tensor, whole);
    }

    /// Reads rows from the last to the first.
    private static void assertThatLastRows(Noise noise, NoiseTensor tensor, float[] whole) {
        for (int from = (tensor.size() - 1) / Noise.ROW * Noise.ROW; from >= 0; from -= Noise.ROW) {
            float[] row = new float[Math.min(Noise.ROW, tensor.size() - from)];
            noise.add(tensor, from, row.length, 1, row, 0);
            assertThat(row).containsExactly(Arrays.copyOfRange(whole, from, from + row.length));
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesTheSameWhenTensorsAreReadByTurns(NoiseKind kind) {
        NoiseTensor large = NoiseTensor.of("large", 40, 1000);
        NoiseTensor small = NoiseTensor.of("small", 30);
        Noise noise = noise(kind, 5, 3, 1);
        float[] whole = draw(noise(kind, 5, 3, 1), large);
        float[] other = draw(noise(kind, 5, 3, 1), small);
        for (int i = 0; i < 2; i++) {
            assertThat(draw(noise, small)).containsExactly(other);
            assertThat(draw(noise, large)).containsExactly(whole);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theShorterTensorHasTheFirstNumbersOfTheLonger(NoiseKind kind) {
        float[] longer = draw(noise(kind, 5, 3, 1), NoiseTensor.of("w", 1000));
        float[] shorter = draw(noise(kind, 5, 3, 1), NoiseTensor.of("w", 65));
        assertThat(shorter).containsExactly(Arrays.copyOf(longer, 65));
    }

    /// The format is frozen: models are rebuilt from logs that name nothing but seeds.
    @Test
    void keepsItsBits() {
        NoiseTensor tensor = NoiseTensor.of("blocks.0.fc.weight", 200, 200);
        NoiseKey key = new NoiseKey(42, 7, 3);
        assertThat(List.of(
                        digest(draw(Noise.of(NoiseKind.RADEMACHER, key), tensor)),
                        digest(draw(Noise.of(NoiseKind.BINOMIAL, key), tensor)),
                        digest(draw(Noise.of(NoiseKind.GAUSSIAN, key), tensor)),
                        digest(draw(new LowRankNoise(Noise.of(NoiseKind.RADEMACHER, key), 2), tensor))))
                .containsExactly(2133123072, -124318225, -629169570, 1876622112);
    }

    private static int digest(float[] numbers) {
        int hash = 0;
        for (float each : numbers) {
            hash = 0x0100_0193 * (hash ^ Float.floatToRawIntBits(each) >>> 16 ^ Float.floatToRawIntBits(each));
        }
        return hash;
    }

    @Test
    void noiseOfLowRankHasThatRank() {
        Noise noise = new LowRankNoise(noise(NoiseKind.RADEMACHER, 1, 0, 0), 1);
        float[] x = draw(noise, "w");
        for (int row = 1; row < ROWS; row++) {
            float sign = x[row * COLUMNS] * x[0];
            for (int column = 0; column < COLUMNS; column++) {
                assertThat(x[row * COLUMNS + column]).isEqualTo(sign * x[column]);
            }
        }
    }

    @Test
    void noiseOfLowRankHasMeanZeroAndVarianceOne() {
        double mean = 0;
        double variance = 0;
        int draws = 200;
        for (int i = 0; i < draws; i++) {
            float[] x = new float[35];
            new LowRankNoise(noise(NoiseKind.BINOMIAL, 1, 0, i), 2).add(NoiseTensor.of("w", 5, 7), 0, 35, 1, x, 0);
            mean += moment(x, 1) / draws;
            variance += moment(x, 2) / draws;
        }
        assertThat(mean).isCloseTo(0, within(0.1));
        assertThat(variance).isCloseTo(1, within(0.3));
    }

    @Test
    void noiseOfLowRankGivesARowWithoutTheRowsBeforeIt() {
        NoiseTensor tensor = NoiseTensor.of("w", 70, 300);
        float[] whole = draw(new LowRankNoise(noise(NoiseKind.RADEMACHER, 1, 0, 0), 3), tensor);
        assertThatLastRows(new LowRankNoise(noise(NoiseKind.RADEMACHER, 1, 0, 0), 3), tensor, whole);
    }

    @Test
    void invertsTheNormalDistribution() {
        // Quantiles of the standard normal distribution, from tables with 15 digits.
        assertThat(InverseNormal.at(0.5)).isZero();
        assertThat(InverseNormal.at(0.975)).isCloseTo(1.959963984540054, within(1e-14));
        assertThat(InverseNormal.at(0.9)).isCloseTo(1.2815515655446004, within(1e-14));
        assertThat(InverseNormal.at(0.6)).isCloseTo(0.2533471031357997, within(1e-15));
        assertThat(InverseNormal.at(1e-3)).isCloseTo(-3.090232306167813, within(1e-14));
        assertThat(InverseNormal.at(1e-15)).isCloseTo(-7.941345326170997, within(1e-13));
    }

    @Test
    void refusesATensorThatIsTooLarge() {
        assertThatThrownBy(() -> NoiseTensor.of("w", 70_000, 70_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("70000 × 70000");
    }
}
