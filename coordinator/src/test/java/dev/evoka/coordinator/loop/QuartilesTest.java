package dev.evoka.coordinator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuartilesTest {

    @Test
    void interpolatesBetweenNeighbours() {
        assertThat(Quartiles.of(new double[] {4, 1, 3, 2})).isEqualTo(new Quartiles(1, 1.75, 2.5, 3.25, 0));
    }

    @Test
    void ofOneErrorAreThatError() {
        assertThat(Quartiles.of(new double[] {7})).isEqualTo(new Quartiles(7, 7, 7, 7, 0));
    }

    @Test
    void rankWhatIsNoNumberLast() {
        double[] errors = {Double.NaN, 1, Double.NEGATIVE_INFINITY, 2, 3};
        assertThat(Quartiles.of(errors)).isEqualTo(new Quartiles(1, 2, 3, Double.POSITIVE_INFINITY, 0));
    }

    @Test
    void leaveFailedCandidatesOut() {
        double[] errors = {GenerationLedger.FAILED, 1, GenerationLedger.FAILED, 3};
        assertThat(Quartiles.of(errors)).isEqualTo(new Quartiles(1, 1.5, 2, 2.5, 2));
    }

    @Test
    void areNoNumbersWhenAllFailed() {
        Quartiles quartiles = Quartiles.of(new double[] {GenerationLedger.FAILED});
        assertThat(quartiles.least()).isNaN();
        assertThat(quartiles.median()).isNaN();
        assertThat(quartiles.failed()).isEqualTo(1);
    }

    @Test
    void leaveTheErrorsAsTheyAre() {
        double[] errors = {2, 1};
        Quartiles.of(errors);
        assertThat(errors).containsExactly(2, 1);
    }
}
