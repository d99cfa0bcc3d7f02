package dev.evoka.measures.text;

import dev.evoka.measures.ErrorMeasure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How far generated texts are from their references. All are 1 - score, with scores between 0 and 1.
public enum TextMeasure implements ErrorMeasure {
    /// 1 - share of texts that are equal to a reference, but for white space around them.
    EXACT_MATCH("exact-match", 1),
    /// The same without case, punctuation, articles and white space (SQuAD's exact match).
    NORMALISED_EXACT_MATCH("normalised-exact-match", 1),
    /// 1 - mean F1 of the tokens, normalised as in SQuAD (Rajpurkar et al. 2016); the best reference counts.
    TOKEN_F1("token-f1", 1),
    /// 1 - BLEU of the corpus (Papineni et al. 2002), as sacreBLEU defines it: tokens of mteval-v13a, n-grams up to 4,
    /// exponential smoothing.
    BLEU("bleu", Bleu.STATISTICS),
    /// 1 - chrF2 of the corpus (Popović 2015), as sacreBLEU defines it: characters without white space, n-grams up to
    /// 6.
    CHRF("chrf", Chrf.STATISTICS),
    /// 1 - mean F1 of words (Lin 2004); the best reference counts.
    ROUGE_1("rouge-1", 1),
    /// 1 - mean F1 of pairs of words.
    ROUGE_2("rouge-2", 1),
    /// 1 - mean F1 of the longest common subsequence.
    ROUGE_L("rouge-l", 1);

    private final String name;
    private final int statistics;

    TextMeasure(String name, int statistics) {
        this.name = name;
        this.statistics = statistics;
    }

    @Override
    public String measureName() {
        return name;
    }

    @Override
    public int statistics(int classes) {
        return statistics;
    }

    /// The statistics of one text. Those of a corpus are their exact sums.
    ///
    /// @param references right texts, at least one
    public double[] statistics(String text, List<String> references) {
        return switch (this) {
            case EXACT_MATCH -> single(Answers.equal(text, references));
            case NORMALISED_EXACT_MATCH -> single(Answers.equalNormalised(text, references));
            case TOKEN_F1 -> single(Answers.f1(text, references));
            case BLEU -> Bleu.statistics(text, references);
            case CHRF -> Chrf.statistics(text, references);
            case ROUGE_1 -> single(Rouge.overlap(text, references, 1));
            case ROUGE_2 -> single(Rouge.overlap(text, references, 2));
            case ROUGE_L -> single(Rouge.subsequence(text, references));
        };
    }

    private static double[] single(double score) {
        return new double[] {score};
    }

    @Override
    public double finish(double[] sums, long examples) {
        return switch (this) {
            case EXACT_MATCH, NORMALISED_EXACT_MATCH, TOKEN_F1, ROUGE_1, ROUGE_2, ROUGE_L -> 1 - sums[0] / examples;
            case BLEU -> 1 - Bleu.score(sums);
            case CHRF -> 1 - Chrf.score(sums);
        };
    }

    /// The measure of this name.
    public static Optional<TextMeasure> named(String name) {
        return Arrays.stream(values()).filter(each -> each.name.equals(name)).findFirst();
    }

    /// All names.
    public static List<String> names() {
        return Arrays.stream(values()).map(TextMeasure::measureName).toList();
    }
}
