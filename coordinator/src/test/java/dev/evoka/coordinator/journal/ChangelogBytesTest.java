package dev.evoka.coordinator.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.optimizers.Algorithms;
import dev.evoka.optimizers.Budget;
import dev.evoka.optimizers.DenseOptimizer;
import dev.evoka.optimizers.Initialisation;
import dev.evoka.optimizers.SearchSpace;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a run writes into the changelog, beside the errors that it was told: 8 bytes each.
class ChangelogBytesTest {

    private static final int GENERATIONS = 1_500;

    private record Written(double bytesToErrors, int longestReplay) {}

    /// @param group generations that are written down together: 1 in slow runs, many in fast ones; small ones wait for
    /// more, up to a second
    private static Written written(Algorithms algorithm, int dimension, int group) {
        DenseOptimizer optimizer = optimizer(algorithm, dimension);
        MemoryStore store = new MemoryStore();
        RunJournal journal = RunJournal.start(store, "some-name-0123abcd", 0, new byte[600]);
        long start = store.bytes();
        long errorBytes = 0;
        int replay = 0;
        int longestReplay = 0;
        for (int generation = 0; generation < GENERATIONS; generation++) {
            double[] errors = new double[optimizer.ask().count()];
            for (int i = 0; i < errors.length; i++) {
                errors[i] = (generation * 7_919L + i * 104_729L) % 1_000 / 1_000.0;
            }
            optimizer.tell(errors);
            errorBytes += 8L * errors.length;
            journal.append(new Told(150, errors));
            replay++;
            longestReplay = Math.max(longestReplay, replay);
            if (generation % group == group - 1 && journal.unwritten() >= 40) {
                byte[] state = journal.snapshotMayBeDue() ? optimizer.state() : new byte[0];
                if (state.length > 0 && journal.snapshotDue(state.length)) {
                    journal.snapshot(state);
                    replay = 0;
                } else {
                    journal.flush();
                }
            }
        }
        return new Written((double) (store.bytes() - start) / errorBytes, longestReplay);
    }

    private static DenseOptimizer optimizer(Algorithms algorithm, int dimension) {
        double[] upper = new double[dimension];
        Arrays.fill(upper, 1);
        SearchSpace space = new SearchSpace(new double[dimension], upper, new Initialisation.Bounds());
        return algorithm.defaults().start(space, 1, Budget.unknown());
    }

    @Test
    void leavesLittleToReplayWhereAStateIsLarge() {
        // 84 kB of covariance matrix, 17 errors a generation.
        assertThat(written(Algorithms.CMA_ES, 100, 1).longestReplay()).isLessThan(1_000);
    }

    @ParameterizedTest
    @EnumSource
    void staysBelowTwiceTheErrorsTold(Algorithms algorithm) {
        for (int dimension : new int[] {2, 20}) {
            assertThat(written(algorithm, dimension, 1).bytesToErrors()).isLessThan(2);
            assertThat(written(algorithm, dimension, 30).bytesToErrors()).isLessThan(2);
        }
    }
}
