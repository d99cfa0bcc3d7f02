package dev.evoka.spec;

import java.util.List;

/// "Did you mean": the known word that is nearest to an unknown one.
public final class Suggestion {

    private Suggestion() {}

    /// ` (did you mean 'x'?)` if a known word is near, else the list of known words.
    public static String of(String word, List<String> known) {
        String near = near(word, known);
        return near.isEmpty() ? ": it has " + String.join(", ", known) : near;
    }

    /// ` (did you mean 'x'?)` if a known word is near, else nothing: for messages that list the known words.
    public static String near(String word, List<String> known) {
        String nearest = "";
        int least = Math.max(2, word.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(word, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest.isEmpty() ? "" : " (did you mean '%s'?)".formatted(nearest);
    }

    /// Levenshtein's distance.
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
