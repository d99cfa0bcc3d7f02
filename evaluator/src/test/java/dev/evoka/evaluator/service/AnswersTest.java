package dev.evoka.evaluator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.evaluator.statistics.ShardStatistics;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/// What goes over the wire of the statistics of a block.
class AnswersTest {

    private static BlockFitness answer(int count, int components, double... values) {
        ByteBuffer nothing = ByteBuffer.allocate(0);
        CandidateBlock block = new CandidateBlock("run", 3L, 10, count, 0, 0, null, nothing);
        return Answers.sharing(block, "evaluator", new ShardStatistics(components, values, 4), 7);
    }

    private static double[] numbers(ByteBuffer bytes) {
        double[] numbers = new double[bytes.remaining() / Double.BYTES];
        bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(numbers);
        return numbers;
    }

    @Test
    void whatAllCandidatesShareIsToldOnce() {
        BlockFitness answer = answer(3, 1, 1, 5, 8, 2, 5, 8, 3, 5, 8);
        assertThat(numbers(answer.getStatistics())).containsExactly(1, 2, 3);
        assertThat(numbers(answer.getShared())).containsExactly(5, 8);
    }

    @Test
    void equalCandidatesShareAll() {
        BlockFitness answer = answer(2, 1, 1, 5, 1, 5);
        assertThat(numbers(answer.getStatistics())).isEmpty();
        assertThat(numbers(answer.getShared())).containsExactly(1, 5);
    }

    @Test
    void onlyTheLastStatisticsAreShared() {
        BlockFitness answer = answer(2, 1, 1, 5, 1, 6);
        assertThat(numbers(answer.getStatistics())).containsExactly(1, 5, 1, 6);
        assertThat(numbers(answer.getShared())).isEmpty();
    }

    @Test
    void aSingleCandidateAndSumsOfSeveralNumbersShareNothing() {
        assertThat(numbers(answer(1, 1, 1, 5).getStatistics())).containsExactly(1, 5);
        assertThat(numbers(answer(2, 2, 1, 5, 1, 5, 0, 0, 0, 0).getStatistics()))
                .hasSize(8);
    }
}
