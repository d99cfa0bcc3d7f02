package dev.evoka.measures.text;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Counts of the n-grams of a text.
///
/// @param counts how often each occurs
record Grams(Map<String, Integer> counts) {

    /// Joins the words of an n-gram: it occurs in no word.
    private static final String SEPARATOR = "\u0000";

    /// N-grams of words.
    static Grams words(List<String> words, int n) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i + n <= words.size(); i++) {
            counts.merge(String.join(SEPARATOR, words.subList(i, i + n)), 1, Integer::sum);
        }
        return new Grams(counts);
    }

    /// N-grams of characters.
    static Grams characters(int[] characters, int n) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i + n <= characters.length; i++) {
            counts.merge(new String(characters, i, n), 1, Integer::sum);
        }
        return new Grams(counts);
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// How many of these are in the other too, each as often as in both.
    int common(Grams other) {
        int common = 0;
        for (Map.Entry<String, Integer> each : counts.entrySet()) {
            common += Math.min(each.getValue(), other.counts.getOrDefault(each.getKey(), 0));
        }
        return common;
    }

    /// The larger of both counts of each n-gram.
    Grams union(Grams other) {
        Map<String, Integer> larger = new TreeMap<>(counts);
        other.counts.forEach((gram, count) -> larger.merge(gram, count, Math::max));
        return new Grams(larger);
    }
}
