package dev.evoka.coordinator.loop;

import dev.evoka.schemas.BlockFitness;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;

/// The statistics in an answer.
///
/// @param components numbers whose sum is a statistic
/// @param count candidates
/// @param each statistics of a candidate
/// @param own those that are told for each candidate
/// @param shared the last ones, the same for all
record Statistics(int components, int count, int each, DoubleBuffer own, DoubleBuffer shared) {

    static Statistics of(BlockFitness block, int each) {
        return new Statistics(
                block.getComponents(),
                block.getCount(),
                each,
                doubles(block.getStatistics()),
                doubles(block.getShared()));
    }

    private static DoubleBuffer doubles(ByteBuffer bytes) {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
    }

    /// True if there are as many numbers as there must be.
    boolean fits() {
        int all = shared.remaining();
        return components >= 1
                && all <= each
                && (all == 0 || components == 1)
                && own.remaining() == (long) components * count * (each - all);
    }

    /// True if there is no number at all.
    boolean none() {
        return held() == 0;
    }

    /// Numbers in the answer.
    int held() {
        return own.remaining() + shared.remaining();
    }

    /// A component of a statistic of a candidate of the block.
    double at(int component, int candidate, int statistic) {
        int told = each - shared.remaining();
        return statistic < told
                ? own.get((component * count + candidate) * told + statistic)
                : shared.get(statistic - told);
    }
}
