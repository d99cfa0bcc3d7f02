package dev.evoka.evaluator.text.samples;

import dev.evoka.optimizers.Draws;
import java.util.List;
import java.util.stream.Collectors;

/// Somebody does something with somebody or something.
record Sentence(Phrase subject, String verb, Phrase object) {

    static Sentence draw(Draws draws) {
        Phrase subject = draws.below(2) == 0 ? Phrase.person(draws) : Phrase.thing(draws);
        return new Sentence(subject, Lexicon.one(Lexicon.VERBS, draws), Phrase.thing(draws));
    }

    /// Of a person.
    static Sentence of(String name, Draws draws) {
        return new Sentence(new Phrase("", "", name), Lexicon.one(Lexicon.VERBS, draws), Phrase.thing(draws));
    }

    String english() {
        return "%s %s %s".formatted(subject.english(), verb, object.english());
    }

    /// In the invented language, word by word.
    String north() {
        return joined(List.of(subject.north(), List.of(Lexicon.foreign(verb)), object.north()));
    }

    /// In its southern dialect: the verb comes last.
    String south() {
        return joined(List.of(subject.south(), object.south(), List.of(Lexicon.foreign(verb))));
    }

    private static String joined(List<List<String>> parts) {
        return parts.stream().flatMap(List::stream).collect(Collectors.joining(" "));
    }
}
