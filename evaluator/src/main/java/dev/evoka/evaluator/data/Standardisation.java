package dev.evoka.evaluator.data;

import dev.evoka.measures.ExactSum;
import dev.evoka.spec.SpecException;

/// Means and population standard deviations of the features over all rows, by exact sums.
public final class Standardisation {

    private Standardisation() {}

    /// The data with every feature at mean 0 and deviation 1.
    ///
    /// @throws SpecException if a feature never changes
    public static DataSet apply(DataSet data) {
        double[][] rows = new double[data.size()][data.features().size()];
        for (int j = 0; j < data.features().size(); j++) {
            ExactSum sum = new ExactSum();
            for (double[] row : data.rows()) {
                sum.add(row[j]);
            }
            double mean = sum.value() / data.size();
            ExactSum squares = new ExactSum();
            for (double[] row : data.rows()) {
                squares.add((row[j] - mean) * (row[j] - mean));
            }
            double deviation = Math.sqrt(squares.value() / data.size());
            if (!(deviation > 0)) {
                throw new SpecException(
                        "column %s has the same value in every row and cannot be standardised: remove it, or set objective.data.standardise to false"
                                .formatted(data.features().get(j)));
            }
            for (int r = 0; r < rows.length; r++) {
                rows[r][j] = (data.rows()[r][j] - mean) / deviation;
            }
        }
        return new DataSet(data.features(), rows, data.targets());
    }
}
