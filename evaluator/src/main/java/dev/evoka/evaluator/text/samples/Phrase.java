package dev.evoka.evaluator.text.samples;

import dev.evoka.optimizers.Draws;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A person or a thing.
///
/// @param article the or a; empty for a person
/// @param adjective empty if there is none
/// @param noun a person's name or a thing
record Phrase(String article, String adjective, String noun) {

    static Phrase person(Draws draws) {
        return new Phrase("", "", Lexicon.one(Lexicon.NAMES, draws));
    }

    static Phrase thing(Draws draws) {
        String article = draws.below(2) == 0 ? "the" : "a";
        String adjective = draws.below(2) == 0 ? "" : Lexicon.one(Lexicon.ADJECTIVES, draws);
        return new Phrase(article, adjective, Lexicon.one(Lexicon.NOUNS, draws));
    }

    String english() {
        String first = article.equals("a") && adjective.startsWith("o") ? "an" : article;
        return words(Stream.of(first, adjective, noun)).collect(Collectors.joining(" "));
    }

    /// In the invented language, word by word.
    List<String> north() {
        return words(Stream.of(article, adjective, noun)).map(Lexicon::foreign).toList();
    }

    /// In its southern dialect: the adjective comes last.
    List<String> south() {
        return words(Stream.of(article, noun, adjective)).map(Lexicon::foreign).toList();
    }

    private static Stream<String> words(Stream<String> words) {
        return words.filter(each -> !each.isEmpty());
    }
}
