package dev.evoka.measures.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// ROUGE (Lin 2004): words are runs of letters a to z and digits, in lower case; no stemming.
final class Rouge {

    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");

    private Rouge() {}

    /// The best F1 of n-grams.
    static double overlap(String text, List<String> references, int n) {
        Grams found = Grams.words(words(text), n);
        return references.stream()
                .map(each -> Grams.words(words(each), n))
                .mapToDouble(right -> Ratio.f1(right.common(found), found.total(), right.total()))
                .max()
                .orElseThrow();
    }

    /// The best F1 of the longest common subsequence.
    static double subsequence(String text, List<String> references) {
        List<String> found = words(text);
        return references.stream()
                .map(Rouge::words)
                .mapToDouble(right -> Ratio.f1(longest(found, right), found.size(), right.size()))
                .max()
                .orElseThrow();
    }

    private static int longest(List<String> found, List<String> right) {
        int[] above = new int[right.size() + 1];
        for (String word : found) {
            int[] row = new int[right.size() + 1];
            for (int j = 1; j < row.length; j++) {
                row[j] = word.equals(right.get(j - 1)) ? above[j - 1] + 1 : Math.max(above[j], row[j - 1]);
            }
            above = row;
        }
        return above[right.size()];
    }

    private static List<String> words(String text) {
        String plain =
                OTHER.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
        return plain.isEmpty() ? List.of() : Arrays.asList(plain.split(" "));
    }
}
