package dev.evoka.evaluator.text.samples;

import dev.evoka.optimizers.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Kinds of texts that are made from a seed. All but the first are JSON lines.
public enum SampleKind {
    /// A plain text of sentences.
    SENTENCES("sentences", 0),
    /// `text` and `label`: what somebody thought of something, and whether it was good or bad.
    REVIEWS("reviews", 1),
    /// `source` and `target`: a sentence, and the same in the southern dialect of the invented language.
    TRANSLATIONS("translations", 2),
    /// `prompt` and `completion`: two sentences, of which the first is what matters.
    SUMMARIES("summaries", 3),
    /// `context`, `question` and `answers`: what two people do, and a question about one of them.
    QUESTIONS("questions", 4),
    /// `prompt` and `completion`: the skills that the model of the examples was trained on.
    SKILLS("skills", 5);

    static final String TEXT = "text";

    private final String specName;
    private final long stream;

    /// @param stream number of the draws, so that kinds share none
    SampleKind(String specName, long stream) {
        this.specName = specName;
        this.stream = stream;
    }

    /// Name on the command line.
    public String specName() {
        return specName;
    }

    /// The kind of this name.
    public static Optional<SampleKind> named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.specName.equals(name))
                .findFirst();
    }

    /// All names.
    public static List<String> names() {
        return Arrays.stream(values()).map(SampleKind::specName).toList();
    }

    /// Fields of a sample: a function of seed and index.
    Map<String, String> sample(long seed, long index) {
        Draws draws = new Draws(seed, stream, index);
        return switch (this) {
            case SENTENCES -> Map.of(TEXT, Sentence.draw(draws).english() + ".");
            case REVIEWS -> review(draws);
            case TRANSLATIONS -> {
                Sentence sentence = Sentence.draw(draws);
                yield Map.of("source", prompt("translate", sentence.english()), "target", sentence.south() + "\n");
            }
            case SUMMARIES -> {
                List<Sentence> both = two(draws);
                yield Map.of(
                        "prompt",
                        prompt("summary", text(both)),
                        "completion",
                        both.getFirst().english() + "\n");
            }
            case QUESTIONS -> {
                List<Sentence> both = two(draws);
                Sentence asked = both.get(draws.below(2));
                yield Map.of("context", text(both), "question", question(asked), "answers", deed(asked) + "\n");
            }
            case SKILLS -> skill(draws);
        };
    }

    private static Map<String, String> review(Draws draws) {
        boolean good = draws.below(2) == 0;
        List<String> words = good ? Lexicon.GOOD : Lexicon.BAD;
        String first = Lexicon.one(Lexicon.REVIEWED, draws);
        String second = Lexicon.one(Lexicon.REVIEWED, draws);
        String text = "the %s was %s and the %s was %s"
                .formatted(first, Lexicon.one(words, draws), second, Lexicon.one(words, draws));
        return Map.of(TEXT, text, "label", good ? "good" : "bad");
    }

    private static Map<String, String> skill(Draws draws) {
        List<Sentence> both = two(draws);
        Sentence asked = both.get(draws.below(2));
        Sentence one = Sentence.draw(draws);
        String facts = "%s\n%s\n".formatted(text(both), question(asked));
        return switch (draws.below(7)) {
            case 0 -> skill(prompt("north", one.english()), one.north());
            case 1 -> skill(prompt("south", one.english()), one.south());
            case 2 -> skill(prompt("copy", one.english()), one.english());
            case 3 -> skill(prompt("first", text(both)), both.getFirst().english());
            case 4 -> skill(prompt("last", text(both)), both.getLast().english());
            case 5 -> skill("ask " + facts, deed(asked));
            default -> skill("who " + facts, asked.subject().english());
        };
    }

    private static Map<String, String> skill(String prompt, String completion) {
        return Map.of("prompt", prompt, "completion", completion + "\n");
    }

    private static List<Sentence> two(Draws draws) {
        LinkedHashSet<String> names = new LinkedHashSet<>();
        while (names.size() < 2) {
            names.add(Lexicon.one(Lexicon.NAMES, draws));
        }
        List<Sentence> both = new ArrayList<>();
        for (String each : names) {
            both.add(Sentence.of(each, draws));
        }
        return both;
    }

    private static String text(List<Sentence> sentences) {
        return "%s. %s."
                .formatted(sentences.getFirst().english(), sentences.getLast().english());
    }

    private static String question(Sentence asked) {
        return "what does %s do?".formatted(asked.subject().english());
    }

    private static String deed(Sentence sentence) {
        return "%s %s".formatted(sentence.verb(), sentence.object().english());
    }

    private static String prompt(String instruction, String text) {
        return "%s %s =".formatted(instruction, text);
    }
}
