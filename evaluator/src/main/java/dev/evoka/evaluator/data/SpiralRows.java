package dev.evoka.evaluator.data;

import dev.evoka.optimizers.Draws;
import java.util.List;
import java.util.stream.IntStream;

/// Points on the arms of a spiral in the plane; the class of a point is its arm. An arm makes one turn while it moves
/// from near the centre to radius 4, so that arms at the same angle lie 4 / arms apart. Row *r* is a function of seed
/// and *r*.
record SpiralRows(GenerateSpec spec) implements RowSource {

    private static final double RADIUS = 4;

    /// Nearer to the centre all arms meet.
    private static final double INNERMOST = 0.15;

    @Override
    public String place() {
        return "objective.data.generate";
    }

    @Override
    public List<String> features() {
        return List.of("x1", "x2");
    }

    @Override
    public String target() {
        return "arm";
    }

    /// `a`, `b`, …
    @Override
    public List<String> labels() {
        return IntStream.range(0, spec.arms().orElse(2))
                .mapToObj(arm -> String.valueOf((char) ('a' + arm)))
                .toList();
    }

    @Override
    public int rows() {
        return spec.samples();
    }

    @Override
    public void read(RowRange range, Visitor visitor) {
        int arms = spec.arms().orElse(2);
        for (int r = range.from(); r < range.to(); r++) {
            Draws draws = new Draws(spec.seed(), 0, r);
            int arm = r % arms;
            double along = INNERMOST + (1 - INNERMOST) * draws.uniform();
            double angle = 2 * StrictMath.PI * (along + (double) arm / arms);
            double[] point = {
                RADIUS * along * StrictMath.cos(angle) + spec.noise() * draws.normal(),
                RADIUS * along * StrictMath.sin(angle) + spec.noise() * draws.normal()
            };
            visitor.row(point, arm);
        }
    }
}
