package dev.evoka.evaluator.service;

import dev.evoka.evaluator.statistics.ShardStatistics;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes answers.
final class Answers {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private Answers() {}

    /// The answer when the whole block was evaluated.
    static BlockFitness of(CandidateBlock block, String evaluator, ShardStatistics statistics, long nanoseconds) {
        return of(block, evaluator, statistics, List.of(), null, nanoseconds);
    }

    /// The answer when nothing of the block could be evaluated.
    static BlockFitness failed(CandidateBlock block, String evaluator, String why) {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < block.getCount(); i++) {
            all.add(block.getFirst() + i);
        }
        return of(block, evaluator, new ShardStatistics(1, new double[0], 0), all, why, 0);
    }

    /// The answer with what failed of the block.
    static BlockFitness of(
            CandidateBlock block,
            String evaluator,
            ShardStatistics statistics,
            List<Integer> failed,
            @Nullable String failure,
            long nanoseconds) {
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
                packed(statistics.values()),
                indices,
                failure,
                evaluator,
                nanoseconds,
                NOTHING,
                -1L,
                NOTHING);
    }

    /// The answer when the whole block was evaluated, with what all candidates share told once.
    static BlockFitness sharing(CandidateBlock block, String evaluator, ShardStatistics statistics, long nanoseconds) {
        BlockFitness answer = of(block, evaluator, statistics, nanoseconds);
        int shared = shared(statistics, block.getCount());
        if (shared > 0) {
            int each = statistics.values().length / block.getCount();
            answer.setStatistics(packed(own(statistics, block.getCount(), shared)));
            answer.setShared(packed(Arrays.copyOfRange(statistics.values(), each - shared, each)));
        }
        return answer;
    }

    /// How many of the last statistics are the same for all candidates, for example the number of tokens of a
    /// mini-batch: there is no need to send them again and again.
    private static int shared(ShardStatistics statistics, int count) {
        if (statistics.components() != 1 || count < 2) {
            return 0;
        }
        double[] values = statistics.values();
        int each = values.length / count;
        int shared = 0;
        while (shared < each && same(values, each, each - 1 - shared)) {
            shared++;
        }
        return shared;
    }

    private static boolean same(double[] values, int each, int statistic) {
        long first = Double.doubleToRawLongBits(values[statistic]);
        for (int at = statistic; at < values.length; at += each) {
            if (Double.doubleToRawLongBits(values[at]) != first) {
                return false;
            }
        }
        return true;
    }

    private static double[] own(ShardStatistics statistics, int count, int shared) {
        int each = statistics.values().length / count;
        double[] own = new double[(each - shared) * count];
        for (int i = 0; i < count; i++) {
            System.arraycopy(statistics.values(), i * each, own, i * (each - shared), each - shared);
        }
        return own;
    }

    private static ByteBuffer packed(double[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(numbers);
        return bytes;
    }
}
