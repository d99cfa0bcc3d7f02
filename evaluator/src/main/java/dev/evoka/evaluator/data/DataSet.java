package dev.evoka.evaluator.data;

import java.util.Arrays;
import java.util.List;

/// A table of numeric features and a numeric target.
///
/// @param features names of the features
/// @param rows features of each row
/// @param targets target of each row
public record DataSet(List<String> features, double[][] rows, double[] targets) {

    /// Number of rows.
    public int size() {
        return rows.length;
    }

    /// The rows of a range.
    public DataSet slice(RowRange range) {
        return new DataSet(
                features,
                Arrays.copyOfRange(rows, range.from(), range.to()),
                Arrays.copyOfRange(targets, range.from(), range.to()));
    }
}
