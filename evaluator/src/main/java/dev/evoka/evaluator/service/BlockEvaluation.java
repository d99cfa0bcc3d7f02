package dev.evoka.evaluator.service;

import dev.evoka.evaluator.objective.BatchObjective;
import dev.evoka.evaluator.objective.PointObjective;
import dev.evoka.evaluator.objective.ShardObjective;
import dev.evoka.evaluator.objective.ShardStatistics;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Turns a block into its answer. Whatever goes wrong is in the answer.
final class BlockEvaluation {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private BlockEvaluation() {}

    static BlockFitness evaluate(CandidateBlock block, ShardObjective objective, String evaluator) {
        long began = System.nanoTime();
        ByteBuffer payload = block.getParameters();
        if (payload == null) {
            return failed(block, evaluator, "seeded candidates are not supported by this evaluator");
        }
        double[] parameters = new double[payload.remaining() / Double.BYTES];
        payload.duplicate().order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(parameters);
        return switch (objective) {
            case BatchObjective batch -> {
                ShardStatistics statistics = batch.evaluate(parameters, block.getCount());
                yield answer(block, evaluator, statistics, List.of(), null, System.nanoTime() - began);
            }
            case PointObjective point -> onePerOne(block, evaluator, point, parameters, began);
        };
    }

    private static BlockFitness onePerOne(
            CandidateBlock block, String evaluator, PointObjective objective, double[] parameters, long began) {
        int count = block.getCount();
        int dimension = parameters.length / count;
        double[] errors = new double[count];
        List<Integer> failed = new ArrayList<>();
        String failure = null;
        for (int i = 0; i < count; i++) {
            try {
                errors[i] = objective.error(Arrays.copyOfRange(parameters, i * dimension, (i + 1) * dimension));
            } catch (Exception | StackOverflowError | OutOfMemoryError e) {
                errors[i] = Double.NaN;
                failed.add(block.getFirst() + i);
                failure = failure == null ? e.getClass().getSimpleName() + ": " + e.getMessage() : failure;
            }
        }
        ShardStatistics statistics = new ShardStatistics(1, errors, 1);
        return answer(block, evaluator, statistics, failed, failure, System.nanoTime() - began);
    }

    /// The answer when nothing of the block could be evaluated.
    static BlockFitness failed(CandidateBlock block, String evaluator, String why) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < block.getCount(); i++) {
            all.add(block.getFirst() + i);
        }
        return answer(block, evaluator, new ShardStatistics(1, new double[0], 0), all, why, 0);
    }

    private static BlockFitness answer(
            CandidateBlock block,
            String evaluator,
            ShardStatistics statistics,
            List<Integer> failed,
            @Nullable String failure,
            long nanoseconds) {
        ByteBuffer values =
                ByteBuffer.allocate(statistics.values().length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        values.asDoubleBuffer().put(statistics.values());
        ByteBuffer indices = failed.isEmpty()
                ? NOTHING
                : ByteBuffer.allocate(failed.size() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < failed.size(); i++) {
            indices.putInt(i * Integer.BYTES, failed.get(i));
        }
        return new BlockFitness(
                block.getRun(),
                block.getGeneration(),
                block.getFirst(),
                block.getCount(),
                block.getShard(),
                block.getAttempt(),
                statistics.examples(),
                statistics.components(),
                values,
                indices,
                failure,
                evaluator,
                nanoseconds);
    }
}
