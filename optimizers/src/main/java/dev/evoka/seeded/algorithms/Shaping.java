package dev.evoka.seeded.algorithms;

import dev.evoka.optimizers.Ranking;

/// What errors count for.
public enum Shaping {
    /// Their ranks, from -0.5 for the best to 0.5 for the worst; equals have their average. A failed candidate is last.
    RANKS,
    /// Their distance from the mean in standard deviations (z-score); a failed candidate counts 0.
    DEVIATIONS,
    /// Their distance from the mean; a failed candidate counts 0.
    RAW;

    /// One number for each error; they sum to 0.
    double[] shaped(double[] errors) {
        return switch (this) {
            case RANKS -> ranks(errors);
            case DEVIATIONS -> {
                Spread spread = Spread.of(errors);
                yield spread.centred(errors, spread.deviation() > 0 ? 1 / spread.deviation() : 0);
            }
            case RAW -> Spread.of(errors).centred(errors, 1);
        };
    }

    private static double[] ranks(double[] errors) {
        double[] ranks = new double[errors.length];
        int[] order = Ranking.order(errors);
        for (int from = 0; from < order.length; ) {
            int to = from + 1;
            while (to < order.length && Ranking.ranked(errors[order[to]]) == Ranking.ranked(errors[order[from]])) {
                to++;
            }
            double average = (from + to - 1) / 2.0;
            for (int i = from; i < to; i++) {
                ranks[order[i]] = errors.length == 1 ? 0 : average / (errors.length - 1) - 0.5;
            }
            from = to;
        }
        return ranks;
    }
}
