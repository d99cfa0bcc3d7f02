package dev.evoka.optimizers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StartTest {

    private static final double NONE = Double.POSITIVE_INFINITY;

    private static SearchSpace space(double bound, Initialisation initialisation, Sampling sampling) {
        return new SearchSpace(
                new double[] {-bound, -bound},
                new double[] {bound, bound},
                initialisation,
                List.of(Kind.REAL, Kind.REAL),
                sampling);
    }

    @ParameterizedTest
    @EnumSource(names = {"LATIN", "SOBOL"})
    void spreadsThePopulationOverEverySlice(Sampling sampling) {
        double[] points = Start.points(space(1, new Initialisation.Bounds(), sampling), 3, 0, 64);
        for (int i = 0; i < 2; i++) {
            Set<Integer> slices = new HashSet<>();
            for (int c = 0; c < 64; c++) {
                slices.add((int) Math.floor((points[2 * c + i] + 1) * 32));
            }
            assertThat(slices).hasSize(64);
        }
    }

    @ParameterizedTest
    @EnumSource
    void drawsFromTheNormalDistribution(Sampling sampling) {
        double[] points = Start.points(space(NONE, new Initialisation.Normal(3, 0.5), sampling), 1, 0, 4096);
        double mean = Arrays.stream(points).average().orElseThrow();
        double variance = Arrays.stream(points)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow();
        assertThat(mean).isBetween(2.97, 3.03);
        assertThat(Math.sqrt(variance)).isBetween(0.48, 0.52);
    }

    @ParameterizedTest
    @EnumSource
    void beginsWithTheGivenPointsAndDrawsOthersAroundThem(Sampling sampling) {
        double[][] given = {{0.25, -0.5}, {-0.75, 5}};
        Initialisation points = new Initialisation.Points(given, new double[] {0.001, 0.01});
        double[] drawn = Start.points(space(1, points, sampling), 1, 0, 50);
        assertThat(Arrays.copyOf(drawn, 4)).containsExactly(0.25, -0.5, -0.75, 1);
        for (int c = 2; c < 50; c++) {
            double x = drawn[2 * c];
            assertThat(Math.min(Math.abs(x - 0.25), Math.abs(x + 0.75))).isLessThan(0.006);
            assertThat(drawn[2 * c + 1]).isBetween(-1.0, 1.0);
        }
    }

    @Test
    void aPointBeyondTheBoundsIsPutOnThem() {
        SearchSpace space = space(1, new Initialisation.Point(new double[] {7, -9}, 1e300), Sampling.RANDOM);
        assertThat(Start.middle(space)).containsExactly(1, -1);
        assertThat(Start.first(space, new Draws(1, 1, 1))).containsExactly(1, -1);
        assertThat(Start.spread(space, 0)).isLessThan(1);
    }
}
