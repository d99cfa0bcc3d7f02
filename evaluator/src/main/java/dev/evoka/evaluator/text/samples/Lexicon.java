package dev.evoka.evaluator.text.samples;

import dev.evoka.optimizers.Draws;
import java.util.List;
import java.util.Map;

/// The words of the little world, and what they are in the invented language.
final class Lexicon {

    static final List<String> NAMES = List.of("anna", "ben", "clara", "david", "emma", "frank");
    static final List<String> NOUNS = List.of("tree", "ship", "house", "dog", "bird", "child", "road", "cat");
    static final List<String> ADJECTIVES = List.of("old", "small", "red", "blue", "cold", "new");
    static final List<String> VERBS = List.of("sees", "likes", "finds", "wants", "has");
    static final List<String> GOOD = List.of("fine", "lovely", "warm", "fresh", "kind", "quick", "great", "clean");
    static final List<String> BAD = List.of("dull", "awful", "stale", "rude", "slow", "dirty", "sad", "cold");
    static final List<String> REVIEWED = List.of("soup", "room", "waiter", "film", "music", "view", "bread", "staff");

    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("the", "ka"),
            Map.entry("a", "no"),
            Map.entry("tree", "buri"),
            Map.entry("ship", "vapo"),
            Map.entry("house", "domi"),
            Map.entry("dog", "huno"),
            Map.entry("bird", "avi"),
            Map.entry("child", "pico"),
            Map.entry("road", "reta"),
            Map.entry("cat", "miro"),
            Map.entry("old", "seno"),
            Map.entry("small", "peti"),
            Map.entry("red", "rubo"),
            Map.entry("blue", "zelo"),
            Map.entry("cold", "frio"),
            Map.entry("new", "nevo"),
            Map.entry("sees", "vidas"),
            Map.entry("likes", "amas"),
            Map.entry("finds", "trovas"),
            Map.entry("wants", "volas"),
            Map.entry("has", "tenas"));

    private Lexicon() {}

    static String one(List<String> words, Draws draws) {
        return words.get(draws.below(words.size()));
    }

    /// A word in the invented language; names stay as they are.
    static String foreign(String word) {
        return FOREIGN.getOrDefault(word, word);
    }
}
