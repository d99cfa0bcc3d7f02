package dev.evoka.evaluator.model;

import dev.evoka.evaluator.objective.ShardStatistics;
import dev.evoka.measures.ExactSum;
import java.util.Arrays;

/// Collects the sums of a block's statistics for the wire: rounded, or as components whose exact sums they are.
final class StatisticSums {

    private final int count;
    private final boolean rounded;
    private int components = 1;
    private double[] values;

    StatisticSums(int count, boolean rounded) {
        this.count = count;
        this.rounded = rounded;
        this.values = new double[count];
    }

    void put(int index, ExactSum sum) {
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

    ShardStatistics statistics(long examples) {
        return new ShardStatistics(components, values, examples);
    }
}
