package dev.evoka.coordinator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.measures.Measures;
import dev.evoka.measures.text.LikelihoodMeasure;
import dev.evoka.schemas.BlockFitness;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class GenerationLedgerTest {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private static BlockFitness answer(int first, int shard, int[] failed, double... statistics) {
        ByteBuffer values = ByteBuffer.allocate(8 * statistics.length).order(ByteOrder.LITTLE_ENDIAN);
        values.asDoubleBuffer().put(statistics);
        ByteBuffer indices = ByteBuffer.allocate(4 * failed.length).order(ByteOrder.LITTLE_ENDIAN);
        indices.asIntBuffer().put(failed);
        return new BlockFitness(
                "run",
                0L,
                first,
                statistics.length,
                shard,
                0,
                10L,
                1,
                values,
                indices,
                null,
                "evaluator",
                1L,
                NOTHING,
                -1L,
                NOTHING);
    }

    private static final int[] NONE = {};

    @Test
    void addsShardsAndIgnoresDuplicatesAndOtherCuts() {
        GenerationLedger ledger = new GenerationLedger(3, 2, 0, Measures.MSE, 1);
        assertThat(ledger.enter(answer(0, 0, NONE, 1, 2)).counted()).isEqualTo(2);
        assertThat(ledger.enter(answer(0, 0, NONE, 1, 2)).duplicate()).isTrue();
        assertThat(ledger.enter(answer(1, 0, NONE, 2, 3)).counted()).isEqualTo(1);
        assertThat(ledger.complete()).isFalse();
        ledger.enter(answer(0, 1, NONE, 10, 20, 30));
        assertThat(ledger.complete()).isTrue();
        assertThat(ledger.errors()).containsExactly(11 / 20.0, 22 / 20.0, 33 / 20.0);
    }

    @Test
    void refusesWhatIsNotOfThisGeneration() {
        GenerationLedger ledger = new GenerationLedger(3, 1, 0, Measures.DIRECT, 1);
        assertThat(ledger.enter(answer(2, 0, NONE, 1, 2)).refusal()).contains("3 candidates");
        assertThat(ledger.enter(answer(0, 1, NONE, 1)).refusal()).contains("1 shards");
    }

    @Test
    void triesNeighboursThatFailedTogetherAgain() {
        GenerationLedger ledger = new GenerationLedger(5, 1, 0, Measures.DIRECT, 2);
        assertThat(ledger.enter(answer(0, 0, new int[] {0, 1, 3}, 1, 2, 3, 4, 5))
                        .again())
                .containsExactly(new Range(0, 2), new Range(3, 1));
    }

    @Test
    void triesAFailedCandidateAgainAndFailsItAfterItsAttempts() {
        GenerationLedger ledger = new GenerationLedger(2, 1, 0, Measures.DIRECT, 2);
        assertThat(ledger.enter(answer(0, 0, new int[] {1}, 5, Double.NaN)).again())
                .containsExactly(new Range(1, 1));
        assertThat(ledger.complete()).isFalse();
        ledger.enter(answer(1, 0, new int[] {1}, Double.NaN));
        assertThat(ledger.complete()).isTrue();
        assertThat(ledger.errors()[0]).isEqualTo(5);
        assertThat(GenerationLedger.isFailed(ledger.errors()[1])).isTrue();
    }

    @Test
    void takesStatisticsThatAllCandidatesShare() {
        GenerationLedger apart = new GenerationLedger(2, 2, 0, LikelihoodMeasure.CROSS_ENTROPY, 1);
        apart.enter(sharing(answer(0, 0, NONE, 6, 2, 8, 2)));
        apart.enter(sharing(answer(0, 1, NONE, 1, 3, 2, 3)));
        GenerationLedger shared = new GenerationLedger(2, 2, 0, LikelihoodMeasure.CROSS_ENTROPY, 1);
        shared.enter(sharing(answer(0, 0, NONE, 6, 8), 2));
        shared.enter(sharing(answer(0, 1, NONE, 1, 2), 3));
        assertThat(shared.errors()).isEqualTo(apart.errors()).containsExactly(7 / 5.0, 2);
        GenerationLedger more = new GenerationLedger(2, 1, 0, LikelihoodMeasure.CROSS_ENTROPY, 1);
        assertThat(more.enter(sharing(answer(0, 0, NONE, 6, 8, 9, 9), 2)).refusal())
                .contains("1 × 2 × 2 numbers but held 5");
        assertThat(more.enter(sharing(answer(0, 0, NONE, 6, 8), 2, 2, 2)).refusal())
                .contains("but held 5");
    }

    private static BlockFitness sharing(BlockFitness answer, double... shared) {
        ByteBuffer values = ByteBuffer.allocate(8 * shared.length).order(ByteOrder.LITTLE_ENDIAN);
        values.asDoubleBuffer().put(shared);
        return BlockFitness.newBuilder(answer).setCount(2).setShared(values).build();
    }
}
