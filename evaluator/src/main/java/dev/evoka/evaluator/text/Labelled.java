package dev.evoka.evaluator.text;

import dev.evoka.spec.SpecException;
import dev.evoka.spec.Suggestion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Texts and their classes, for models that classify a text.
///
/// @param examples one for each record
public record Labelled(List<TokenExample> examples) implements Examples {

    public Labelled {
        examples = List.copyOf(examples);
    }

    /// Tokens and classes of the records.
    ///
    /// @param labels names of the classes, in the order of the model's output
    /// @param context longest text that the model can take, in tokens; longer ones are cut
    /// @throws SpecException if a label is not among them, or a text has no token
    public static Labelled of(List<TextRecord> records, Tokenizer tokenizer, List<String> labels, int context) {
        List<TokenExample> examples = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            TextRecord each = records.get(i);
            int label = labels.indexOf(each.completion());
            if (label < 0) {
                throw new SpecException("example %d has the label '%s', but labels are %s%s"
                        .formatted(i + 1, each.completion(), labels, Suggestion.of(each.completion(), labels)));
            }
            int[] tokens = tokenizer.encodeWhole(each.prompt());
            if (tokens.length == 0) {
                throw new SpecException("example %d has an empty text".formatted(i + 1));
            }
            int[] cut = Arrays.copyOf(tokens, Math.min(context, tokens.length));
            examples.add(new TokenExample(cut, new int[] {label}, 0));
        }
        return new Labelled(examples);
    }

    /// The labels of records, sorted.
    public static List<String> labels(List<TextRecord> records) {
        return records.stream().map(TextRecord::completion).distinct().sorted().toList();
    }

    @Override
    public long size() {
        return examples.size();
    }

    @Override
    public TokenExample at(long index) {
        return examples.get(Math.toIntExact(index));
    }
}
