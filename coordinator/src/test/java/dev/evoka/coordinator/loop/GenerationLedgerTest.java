package dev.evoka.coordinator.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.measures.Measures;
import dev.evoka.schemas.BlockFitness;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class GenerationLedgerTest {

    private static BlockFitness answer(int first, int shard, int[] failed, double... statistics) {
        ByteBuffer values = ByteBuffer.allocate(8 * statistics.length).order(ByteOrder.LITTLE_ENDIAN);
        values.asDoubleBuffer().put(statistics);
        ByteBuffer indices = ByteBuffer.allocate(4 * failed.length).order(ByteOrder.LITTLE_ENDIAN);
        indices.asIntBuffer().put(failed);
        return new BlockFitness(
                "run", 0L, first, statistics.length, shard, 0, 10L, 1, values, indices, null, "evaluator", 1L);
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
    void triesAFailedCandidateAgainAndFailsItAfterItsAttempts() {
        GenerationLedger ledger = new GenerationLedger(2, 1, 0, Measures.DIRECT, 2);
        assertThat(ledger.enter(answer(0, 0, new int[] {1}, 5, Double.NaN)).again())
                .containsExactly(1);
        assertThat(ledger.complete()).isFalse();
        ledger.enter(answer(1, 0, new int[] {1}, Double.NaN));
        assertThat(ledger.complete()).isTrue();
        assertThat(ledger.errors()[0]).isEqualTo(5);
        assertThat(GenerationLedger.isFailed(ledger.errors()[1])).isTrue();
    }
}
