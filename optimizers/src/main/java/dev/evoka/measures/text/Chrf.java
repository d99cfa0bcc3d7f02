package dev.evoka.measures.text;

import java.util.List;

/// chrF2 of a corpus. Statistics for n = 1 to 6: n-grams of the text, of the reference, and common ones.
final class Chrf {

    private static final int ORDER = 6;
    private static final int BETA_SQUARED = 4;

    static final int STATISTICS = 3 * ORDER;

    private Chrf() {}

    /// Statistics against the reference with the best score.
    static double[] statistics(String text, List<String> references) {
        int[] characters = characters(text);
        double[] best = new double[0];
        double bestScore = -1;
        for (String each : references) {
            double[] statistics = statistics(characters, characters(each));
            double score = score(statistics);
            if (score > bestScore) {
                best = statistics;
                bestScore = score;
            }
        }
        return best;
    }

    private static double[] statistics(int[] text, int[] reference) {
        double[] statistics = new double[STATISTICS];
        for (int n = 1; n <= ORDER; n++) {
            Grams found = Grams.characters(text, n);
            Grams right = Grams.characters(reference, n);
            int known = right.total();
            statistics[3 * n - 3] = known > 0 ? found.total() : 0;
            statistics[3 * n - 2] = known;
            statistics[3 * n - 1] = found.common(right);
        }
        return statistics;
    }

    /// F2 of the mean precision and the mean recall over the orders that both sides have.
    static double score(double[] sums) {
        double precision = 0;
        double recall = 0;
        int orders = 0;
        for (int n = 0; n < ORDER; n++) {
            if (sums[3 * n] > 0 && sums[3 * n + 1] > 0) {
                precision += sums[3 * n + 2] / sums[3 * n];
                recall += sums[3 * n + 2] / sums[3 * n + 1];
                orders++;
            }
        }
        if (precision + recall == 0) {
            return 0;
        }
        precision /= orders;
        recall /= orders;
        return (1 + BETA_SQUARED) * precision * recall / (BETA_SQUARED * precision + recall);
    }

    /// Code points without white space.
    private static int[] characters(String text) {
        return text.codePoints()
                .filter(each -> !Character.isWhitespace(each) && !Character.isSpaceChar(each))
                .toArray();
    }
}
