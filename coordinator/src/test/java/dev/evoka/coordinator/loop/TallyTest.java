package dev.evoka.coordinator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.optimizers.Candidates;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final Asked ASKED = Asked.dense(new Candidates(3, 1, new double[] {10, 20, 30}));

    private final Tally tally = new Tally(0.01);

    private void add(double... errors) {
        tally.add(ASKED, errors, 600);
    }

    @Test
    void hasNoBestBeforeTheFirstGeneration() {
        assertThat(tally.best()).isNaN();
        assertThat(tally.bestGeneration()).isEqualTo(-1);
        assertThat(tally.standing().generations()).isZero();
        assertThat(tally.bestDue(true)).isFalse();
    }

    @Test
    void keepsTheFirstOfEqualBests() {
        add(3, 2, 2);
        add(2, 2, 2);
        assertThat(tally.best()).isEqualTo(2);
        assertThat(tally.bestGeneration()).isZero();
        assertThat(tally.bestCandidate()).isEqualTo(1);
        assertThat(tally.bestParameters()).containsExactly(20);
        assertThat(tally.bestEvaluations()).isEqualTo(3);
        assertThat(tally.evaluations()).isEqualTo(6);
    }

    @Test
    void takesNothingForTheBestThatIsNoNumber() {
        add(Double.NaN, Double.NEGATIVE_INFINITY, GenerationLedger.FAILED);
        assertThat(tally.best()).isNaN();
        assertThat(tally.failed()).isEqualTo(1);
        add(Double.NaN, 5, Double.NaN);
        assertThat(tally.best()).isEqualTo(5);
        assertThat(tally.bestGeneration()).isEqualTo(1);
    }

    @Test
    void countsGenerationsWithoutEnoughImprovement() {
        add(100, 100, 100);
        assertThat(tally.standing().stagnant()).isZero();
        add(99.5, 100, 100);
        add(99.2, 100, 100);
        assertThat(tally.standing().stagnant()).isEqualTo(2);
        add(98.9, 100, 100);
        assertThat(tally.standing().stagnant()).isZero();
    }

    @Test
    void countsFromTheStartWhileNothingCanBeEvaluated() {
        add(Double.NaN, Double.NaN, Double.NaN);
        add(Double.NaN, Double.NaN, Double.NaN);
        assertThat(tally.standing().stagnant()).isEqualTo(2);
    }

    @Test
    void improvesOnZeroAndOnNegativeErrors() {
        add(0, 1, 1);
        add(-1, 1, 1);
        assertThat(tally.standing().stagnant()).isZero();
        add(-1.005, 1, 1);
        assertThat(tally.standing().stagnant()).isEqualTo(1);
        add(-2, 1, 1);
        assertThat(tally.standing().stagnant()).isZero();
    }

    @Test
    void publishesABestAtOnceAndThenOnceASecond() {
        add(3, 4, 5);
        assertThat(tally.bestDue(false)).isTrue();
        assertThat(tally.bestDue(false)).isFalse();
        add(2, 4, 5);
        assertThat(tally.bestDue(false)).isFalse();
        add(2, 4, 5);
        assertThat(tally.bestDue(false)).isTrue();
        add(1, 4, 5);
        assertThat(tally.bestDue(true)).isTrue();
    }

    @Test
    void judgesAModelByHeldOutExamplesAlone() {
        tally.add(Asked.validation(), new double[] {4}, 600);
        tally.add(Asked.training(3), new double[] {1, 2, 3}, 600);
        assertThat(tally.judged()).isFalse();
        assertThat(tally.best()).isEqualTo(4);
        assertThat(tally.evaluations()).isEqualTo(3);
        tally.add(Asked.validation(), new double[] {5}, 600);
        assertThat(tally.judged()).isTrue();
        assertThat(tally.validation()).isEqualTo(5);
        assertThat(tally.best()).isEqualTo(4);
        assertThat(tally.bestGeneration()).isZero();
        assertThat(tally.standing().stagnant()).isEqualTo(2);
    }

    @Test
    void isTheSameAfterWritingAndReading() {
        add(3, GenerationLedger.FAILED, Double.NaN);
        add(2, 5, 5);
        Tally read = new Tally(0.01);
        read.read(written(tally));
        assertThat(written(read)).isEqualTo(written(tally));
        tally.add(ASKED, new double[] {1, 2, 3}, 5);
        read.add(ASKED, new double[] {1, 2, 3}, 5);
        assertThat(written(read)).isEqualTo(written(tally));
        assertThat(read.quartiles()).isEqualTo(tally.quartiles());
        assertThat(read.standing()).isEqualTo(tally.standing());
    }

    private static ByteBuffer written(Tally tally) {
        ByteBuffer buffer = ByteBuffer.allocate(tally.size());
        tally.write(buffer);
        assertThat(buffer.hasRemaining()).isFalse();
        return buffer.flip();
    }
}
