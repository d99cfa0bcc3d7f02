package dev.evoka.optimizers;

/// What candidates count for by their rank. Candidates of the same error share alike, those without an error come last,
/// as equals; so where all are equal, nobody counts.
final class Utilities {

    private Utilities() {}

    /// Utilities of natural evolution strategies: max(0, ln(λ/2 + 1) - ln rank), scaled to a sum of 1, less 1/λ
    /// (Wierstra et al. 2014, "Natural evolution strategies", section 3.1).
    static double[] natural(double[] errors) {
        int lambda = errors.length;
        double[] byRank = new double[lambda];
        double sum = 0;
        for (int rank = 0; rank < lambda; rank++) {
            byRank[rank] = Math.max(0, StrictMath.log(lambda / 2.0 + 1) - StrictMath.log(rank + 1));
            sum += byRank[rank];
        }
        for (int rank = 0; rank < lambda; rank++) {
            byRank[rank] = byRank[rank] / sum - 1.0 / lambda;
        }
        return shared(errors, byRank);
    }

    /// Centred ranks: from 1/2 for the best to -1/2 for the worst (Salimans et al. 2017, "Evolution strategies as a
    /// scalable alternative to reinforcement learning").
    static double[] centred(double[] errors) {
        double[] byRank = new double[errors.length];
        for (int rank = 0; rank < byRank.length; rank++) {
            byRank[rank] = byRank.length == 1 ? 0 : 0.5 - (double) rank / (byRank.length - 1);
        }
        return shared(errors, byRank);
    }

    private static double[] shared(double[] errors, double[] byRank) {
        int[] order = Ranking.order(errors);
        double[] utilities = new double[errors.length];
        for (int from = 0; from < order.length; ) {
            double error = Ranking.ranked(errors[order[from]]);
            double sum = 0;
            int to = from;
            while (to < order.length && Ranking.ranked(errors[order[to]]) == error) {
                sum += byRank[to++];
            }
            for (int at = from; at < to; at++) {
                utilities[order[at]] = sum / (to - from);
            }
            from = to;
        }
        return utilities;
    }
}
