package dev.evoka.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {

    private static List<Sample> samples(double... bests) {
        List<Sample> samples = new ArrayList<>();
        for (int g = 0; g < bests.length; g++) {
            samples.add(new Sample(g, g + 1, bests[g], bests[g], bests[g], bests[g]));
        }
        return samples;
    }

    @Test
    void isStraightWhereTheErrorFallsByTheSameFactor() {
        assertThat(Sparkline.of(samples(1e8, 1e6, 1e4, 1e2, 1), "abcde", 5)).isEqualTo("edcba");
    }

    @Test
    void isLinearWhereErrorsAreNotPositive() {
        assertThat(Sparkline.of(samples(4, 2, 0, -2, -4), "abcde", 5)).isEqualTo("edcba");
    }

    @Test
    void endsWithTheNewestSampleHoweverNarrowItIs() {
        double[] bests = new double[1_000];
        for (int g = 0; g < bests.length; g++) {
            bests[g] = 1;
        }
        bests[999] = 0.1;
        assertThat(Sparkline.of(samples(bests), "ab", 4)).isEqualTo("bbba");
    }

    @Test
    void leavesABlankWhereThereIsNoError() {
        assertThat(Sparkline.of(samples(Double.NaN, 2, 1), "ab", 3)).isEqualTo(" ba");
    }

    @Test
    void liesLowWhereNothingChanges() {
        assertThat(Sparkline.of(samples(2, 2), "ab", 9)).isEqualTo("aa");
    }
}
