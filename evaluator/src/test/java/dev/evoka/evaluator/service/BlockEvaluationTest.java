package dev.evoka.evaluator.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.evaluator.objective.PointObjective;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BlockEvaluationTest {

    private static CandidateBlock block(double... parameters) {
        ByteBuffer payload =
                ByteBuffer.allocate(parameters.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double parameter : parameters) {
            payload.putDouble(parameter);
        }
        return new CandidateBlock("run-1", 3L, 10, parameters.length, 0, 1, payload.flip(), ByteBuffer.allocate(0));
    }

    @Test
    void anAnswerNamesTheCandidatesThatFailed() throws InterruptedException {
        PointObjective picky = new PointObjective() {
            @Override
            public double error(double[] parameters) {
                if (parameters[0] < 0) {
                    throw new IllegalArgumentException("negative");
                }
                return Math.sqrt(parameters[0]);
            }

            @Override
            public Duration limit() {
                return Duration.ofSeconds(10);
            }
        };
        BlockFitness answer;
        try (PointEvaluation points = new PointEvaluation("test")) {
            answer = BlockEvaluation.evaluate(block(4, -1, 9, -2), picky, points, "me");
        }
        assertThat(answer.getFirst()).isEqualTo(10);
        assertThat(answer.getAttempt()).isEqualTo(1);
        assertThat(answer.getEvaluator()).isEqualTo("me");
        assertThat(answer.getFailure()).isEqualTo("IllegalArgumentException: negative");
        ByteBuffer failed = answer.getFailed().order(ByteOrder.LITTLE_ENDIAN);
        assertThat(failed.getInt(0)).isEqualTo(11);
        assertThat(failed.getInt(4)).isEqualTo(13);
        ByteBuffer errors = answer.getStatistics().order(ByteOrder.LITTLE_ENDIAN);
        assertThat(errors.getDouble(0)).isEqualTo(2);
        assertThat(errors.getDouble(16)).isEqualTo(3);
        assertThat(answer.getNanoseconds()).isPositive();
    }
}
