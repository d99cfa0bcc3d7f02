package dev.evoka.measures;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The error measures, by the names that run specs use.
public enum Measures implements ErrorMeasure {
    /// The objective returns the error itself.
    DIRECT("direct"),
    /// Mean squared error.
    MSE("mse"),
    /// Root of the mean squared error.
    RMSE("rmse"),
    /// Mean absolute error.
    MAE("mae"),
    /// 1 - R²: squared residuals over squared deviations from the mean.
    R2("r2"),
    /// Mean negative log-likelihood, in nats.
    CROSS_ENTROPY("cross-entropy"),
    /// Share of wrong classes.
    ACCURACY("accuracy"),
    /// 1 - macro-averaged F1; a class that neither occurs nor is predicted has F1 0.
    MACRO_F1("macro-f1");

    private final String name;

    Measures(String name) {
        this.name = name;
    }

    @Override
    public String measureName() {
        return name;
    }

    @Override
    public int statistics(int classes) {
        return switch (this) {
            case R2 -> 3;
            case MACRO_F1 -> 3 * classes;
            case DIRECT, MSE, RMSE, MAE, CROSS_ENTROPY, ACCURACY -> 1;
        };
    }

    @Override
    public double finish(double[] sums, long examples) {
        return switch (this) {
            case DIRECT -> sums[0];
            case MSE, MAE, CROSS_ENTROPY -> sums[0] / examples;
            case RMSE -> Math.sqrt(sums[0] / examples);
            case R2 -> sums[0] / (sums[2] - sums[1] * sums[1] / examples);
            case ACCURACY -> 1 - sums[0] / examples;
            case MACRO_F1 -> 1 - macroF1(sums);
        };
    }

    /// Statistics of a class: true positives, false positives, false negatives.
    private static double macroF1(double[] sums) {
        int classes = sums.length / 3;
        double total = 0;
        for (int c = 0; c < classes; c++) {
            double twice = 2 * sums[3 * c];
            double all = twice + sums[3 * c + 1] + sums[3 * c + 2];
            total += all == 0 ? 0 : twice / all;
        }
        return total / classes;
    }

    /// True if targets are classes.
    public boolean classification() {
        return this == CROSS_ENTROPY || this == ACCURACY || this == MACRO_F1;
    }

    /// The measure of this name.
    public static Optional<Measures> named(String name) {
        return Arrays.stream(values()).filter(each -> each.name.equals(name)).findFirst();
    }

    /// All names.
    public static List<String> names() {
        return Arrays.stream(values()).map(each -> each.name).toList();
    }
}
