package dev.evoka.evaluator.model;

/// Rows side by side, feature after feature, so that loops over rows become vector instructions.
///
/// @param features `features[j][r]` is feature *j* of row *r*
/// @param targets target of each row
public record RowBlock(double[][] features, double[] targets) {

    /// Number of rows.
    public int rows() {
        return targets.length;
    }
}
