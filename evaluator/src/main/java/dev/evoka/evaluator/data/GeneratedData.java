package dev.evoka.evaluator.data;

import dev.evoka.optimizers.Draws;
import java.util.ArrayList;
import java.util.List;

/// Data made from a seed: everywhere the same bits.
public final class GeneratedData {

    private GeneratedData() {}

    /// y = X w + noise.
    public static DataSet linear(DataSpec.Generate spec) {
        double[] weights = new double[spec.features()];
        Draws truth = new Draws(spec.seed(), 0, -1);
        List<String> names = new ArrayList<>();
        for (int j = 0; j < weights.length; j++) {
            weights[j] = 2 * truth.uniform() - 1;
            names.add("x" + (j + 1));
        }
        double[][] rows = new double[spec.samples()][spec.features()];
        double[] targets = new double[spec.samples()];
        for (int r = 0; r < rows.length; r++) {
            Draws draws = new Draws(spec.seed(), 0, r);
            for (int j = 0; j < weights.length; j++) {
                rows[r][j] = draws.normal();
                targets[r] += rows[r][j] * weights[j];
            }
            targets[r] += spec.noise() * draws.normal();
        }
        return new DataSet(names, rows, targets);
    }
}
