package dev.evoka.measures.text;

import dev.evoka.measures.ErrorMeasure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a model thinks of the right tokens. Statistics: a sum, and what it is divided by.
public enum LikelihoodMeasure implements ErrorMeasure {
    /// Mean negative log-likelihood of a token, in nats: nats over tokens.
    CROSS_ENTROPY("token-cross-entropy"),
    /// e to the cross-entropy: nats over tokens.
    PERPLEXITY("perplexity"),
    /// Negative log-likelihood in bits for each byte of the text, so models with different tokens can be compared: nats
    /// over bytes.
    BITS_PER_BYTE("bits-per-byte"),
    /// 1 - share of tokens that the model finds the most likely: wrong tokens over tokens.
    TOKEN_ACCURACY("token-accuracy");

    private static final double LN2 = 0.6931471805599453;

    private final String name;

    LikelihoodMeasure(String name) {
        this.name = name;
    }

    @Override
    public String measureName() {
        return name;
    }

    @Override
    public int statistics(int classes) {
        return 2;
    }

    @Override
    public double finish(double[] sums, long examples) {
        double mean = sums[0] / sums[1];
        return switch (this) {
            case CROSS_ENTROPY, TOKEN_ACCURACY -> mean;
            case PERPLEXITY -> StrictMath.exp(mean);
            case BITS_PER_BYTE -> mean / LN2;
        };
    }

    /// The measure of this name.
    public static Optional<LikelihoodMeasure> named(String name) {
        return Arrays.stream(values()).filter(each -> each.name.equals(name)).findFirst();
    }

    /// All names.
    public static List<String> names() {
        return Arrays.stream(values()).map(LikelihoodMeasure::measureName).toList();
    }
}
