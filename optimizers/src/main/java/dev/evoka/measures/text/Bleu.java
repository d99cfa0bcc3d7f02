package dev.evoka.measures.text;

import java.util.List;

/// BLEU of a corpus. Statistics: words of the texts, words of their closest references, then for n = 1 to 4 the n-grams
/// that are in a reference, and for n = 1 to 4 all n-grams.
final class Bleu {

    private static final int ORDER = 4;

    static final int STATISTICS = 2 + 2 * ORDER;

    private Bleu() {}

    static double[] statistics(String text, List<String> references) {
        List<String> words = Mteval.tokens(text);
        List<List<String>> right = references.stream().map(Mteval::tokens).toList();
        double[] statistics = new double[STATISTICS];
        statistics[0] = words.size();
        statistics[1] = closest(words.size(), right);
        for (int n = 1; n <= ORDER; n++) {
            Grams found = Grams.words(words, n);
            Grams known = Grams.words(right.getFirst(), n);
            for (List<String> each : right.subList(1, right.size())) {
                known = known.union(Grams.words(each, n));
            }
            statistics[1 + n] = found.common(known);
            statistics[1 + ORDER + n] = Math.max(0, words.size() - n + 1);
        }
        return statistics;
    }

    /// Length of the reference whose length is closest; of two, the shorter.
    private static int closest(int length, List<List<String>> references) {
        int closest = references.getFirst().size();
        for (List<String> each : references) {
            int nearer = Integer.compare(Math.abs(each.size() - length), Math.abs(closest - length));
            closest = nearer < 0 || (nearer == 0 && each.size() < closest) ? each.size() : closest;
        }
        return closest;
    }

    /// Brevity penalty × geometric mean of the precisions. The k-th precision of 0 counts as 1 / (2ᵏ · n-grams)
    /// (Chen and Cherry 2014, smoothing 3).
    static double score(double[] sums) {
        double logarithms = 0;
        double smoothing = 1;
        boolean any = false;
        for (int n = 1; n <= ORDER; n++) {
            double right = sums[1 + n];
            double all = sums[1 + ORDER + n];
            if (all == 0) {
                return 0;
            }
            any |= right > 0;
            if (right == 0) {
                smoothing *= 2;
            }
            logarithms += StrictMath.log(right > 0 ? right / all : 1 / (smoothing * all));
        }
        if (!any) {
            return 0;
        }
        double brevity = sums[0] < sums[1] ? StrictMath.exp(1 - sums[1] / sums[0]) : 1;
        return brevity * StrictMath.exp(logarithms / ORDER);
    }
}
