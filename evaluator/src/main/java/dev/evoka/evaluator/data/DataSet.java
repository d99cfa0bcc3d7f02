package dev.evoka.evaluator.data;

import java.util.Arrays;
import java.util.List;

/// A table of numeric features and a target.
///
/// @param features names of the features
/// @param labels names of the classes; empty if targets are numbers
/// @param rows features of each row
/// @param targets target of each row: a number, or the index of the class
public record DataSet(List<String> features, List<String> labels, double[][] rows, double[] targets) {

    public DataSet {
        features = List.copyOf(features);
        labels = List.copyOf(labels);
        if (rows.length != targets.length) {
            throw new IllegalArgumentException(
                    "there must be a target for each row but %d for %d".formatted(targets.length, rows.length));
        }
    }

    /// Number of rows.
    public int size() {
        return rows.length;
    }

    /// The rows of a range.
    public DataSet slice(RowRange range) {
        return new DataSet(
                features,
                labels,
                Arrays.copyOfRange(rows, range.from(), range.to()),
                Arrays.copyOfRange(targets, range.from(), range.to()));
    }
}
