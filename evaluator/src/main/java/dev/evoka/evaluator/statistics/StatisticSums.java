package dev.evoka.evaluator.statistics;

import dev.evoka.measures.ExactSum;
import java.util.Arrays;

/// Collects the sums of a block's statistics for the wire: rounded, or as components whose exact sums they are.
public final class StatisticSums {

    private final int count;
    private final boolean rounded;
    private int components = 1;
    private double[] values;

    /// @param count number of statistics
    /// @param rounded true if nothing is added to them
    public StatisticSums(int count, boolean rounded) {
        this.count = count;
        this.rounded = rounded;
        this.values = new double[count];
    }

    /// Takes the sum of one statistic.
    public void put(int index, ExactSum sum) {
        if (rounded) {
            values[index] = sum.value();
            return;
        }
        double[] parts = sum.components();
        if (parts.length > components) {
            components = parts.length;
            values = Arrays.copyOf(values, components * count);
        }
        for (int c = 0; c < parts.length; c++) {
            values[c * count + index] = parts[c];
        }
    }

    /// All of them.
    ///
    /// @param examples examples that were summed
    public ShardStatistics statistics(long examples) {
        return new ShardStatistics(components, values, examples);
    }
}
