package dev.evoka.measures.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Exact match and F1 of answers, as the evaluation of SQuAD defines them.
final class Answers {

    private static final Pattern PUNCTUATION = Pattern.compile("[!-/:-@\\[-`{-~]");
    private static final Pattern ARTICLES = Pattern.compile("\\b(a|an|the)\\b", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private Answers() {}

    static double equal(String text, List<String> references) {
        return references.stream().anyMatch(each -> each.strip().equals(text.strip())) ? 1 : 0;
    }

    static double equalNormalised(String text, List<String> references) {
        return references.stream().anyMatch(each -> tokens(each).equals(tokens(text))) ? 1 : 0;
    }

    /// The best F1 of the references.
    static double f1(String text, List<String> references) {
        List<String> tokens = tokens(text);
        return references.stream()
                .mapToDouble(each -> f1(tokens, tokens(each)))
                .max()
                .orElseThrow();
    }

    /// Without tokens on one side, 1 if there are none on the other side too.
    private static double f1(List<String> tokens, List<String> right) {
        if (tokens.isEmpty() || right.isEmpty()) {
            return tokens.equals(right) ? 1 : 0;
        }
        int common = Grams.words(tokens, 1).common(Grams.words(right, 1));
        return Ratio.f1(common, tokens.size(), right.size());
    }

    /// Lower case, without punctuation and articles.
    private static List<String> tokens(String text) {
        String plain = PUNCTUATION.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        String bare = ARTICLES.matcher(plain).replaceAll(" ").strip();
        return bare.isEmpty() ? List.of() : Arrays.asList(SPACE.split(bare));
    }
}
