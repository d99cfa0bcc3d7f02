package dev.evoka.evaluator.service;

import dev.evoka.evaluator.objective.BatchObjective;
import dev.evoka.evaluator.objective.ForeignObjective;
import dev.evoka.evaluator.objective.PointObjective;
import dev.evoka.evaluator.objective.ShardObjective;
import dev.evoka.evaluator.statistics.ShardStatistics;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Turns a block into its answer. Whatever goes wrong is in the answer.
final class BlockEvaluation {

    private BlockEvaluation() {}

    static BlockFitness evaluate(
            CandidateBlock block, ShardObjective objective, PointEvaluation points, String evaluator)
            throws InterruptedException {
        long began = System.nanoTime();
        ByteBuffer payload = block.getParameters();
        if (payload == null) {
            return Answers.failed(block, evaluator, "the block has no parameters, but the run's parameters have names");
        }
        double[] parameters = new double[payload.remaining() / Double.BYTES];
        payload.duplicate().order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(parameters);
        return switch (objective) {
            case BatchObjective batch -> {
                ShardStatistics statistics = batch.evaluate(parameters, block.getCount());
                yield Answers.of(block, evaluator, statistics, System.nanoTime() - began);
            }
            case ForeignObjective foreign ->
                throw new IllegalStateException("others evaluate the blocks of run " + block.getRun());
            case PointObjective point -> {
                PointResults results = points.evaluate(point, parameters, block.getCount());
                yield Answers.of(
                        block,
                        evaluator,
                        new ShardStatistics(1, results.errors(), 1),
                        results.failed().stream().map(i -> block.getFirst() + i).toList(),
                        results.failure().orElse(null),
                        System.nanoTime() - began);
            }
        };
    }
}
