package dev.evoka.evaluator.data;

import dev.evoka.optimizers.Draws;
import java.util.List;
import java.util.stream.IntStream;

/// Data of a linear model: features and noise are normal, the true weights uniform in (-1, 1). Row *r* is a function of
/// seed and *r*.
record LinearRows(GenerateSpec spec) implements RowSource {

    private static final int DEFAULT_FEATURES = 1000;

    @Override
    public String place() {
        return "objective.data.generate";
    }

    @Override
    public List<String> features() {
        return IntStream.rangeClosed(1, spec.features().orElse(DEFAULT_FEATURES))
                .mapToObj(j -> "x" + j)
                .toList();
    }

    @Override
    public String target() {
        return "y";
    }

    @Override
    public List<String> labels() {
        return List.of();
    }

    @Override
    public int rows() {
        return spec.samples();
    }

    @Override
    public void read(RowRange range, Visitor visitor) {
        Draws truth = new Draws(spec.seed(), 0, -1);
        double[] weights = new double[spec.features().orElse(DEFAULT_FEATURES)];
        for (int j = 0; j < weights.length; j++) {
            weights[j] = 2 * truth.uniform() - 1;
        }
        for (int r = range.from(); r < range.to(); r++) {
            Draws draws = new Draws(spec.seed(), 0, r);
            double[] row = new double[weights.length];
            double target = 0;
            for (int j = 0; j < weights.length; j++) {
                row[j] = draws.normal();
                target += row[j] * weights[j];
            }
            visitor.row(row, target + spec.noise() * draws.normal());
        }
    }
}
