package dev.evoka.evaluator.data;

import java.util.List;

/// Rows that can be read again and again, always the same.
interface RowSource {

    /// Takes one row.
    interface Visitor {
        /// @param features the features; the array belongs to the visitor
        /// @param target the number to be predicted, or the index of the class
        void row(double[] features, double target);
    }

    /// Where the rows are from, for messages.
    String place();

    /// Names of the features.
    List<String> features();

    /// Name of the target.
    String target();

    /// Names of the classes; empty if targets are numbers.
    List<String> labels();

    /// Number of rows.
    int rows();

    /// Hands the rows of a range to the visitor, in order.
    void read(RowRange range, Visitor visitor);

    /// All rows.
    default void read(Visitor visitor) {
        read(new RowRange(0, rows()), visitor);
    }

    /// The rows of a range as a table.
    default DataSet table(RowRange range) {
        double[][] rows = new double[range.size()][];
        double[] targets = new double[range.size()];
        read(range, new Visitor() {
            private int next;

            @Override
            public void row(double[] features, double target) {
                rows[next] = features;
                targets[next++] = target;
            }
        });
        return new DataSet(features(), labels(), rows, targets);
    }
}
