package dev.evoka.evaluator.text;

import dev.evoka.spec.SpecException;
import java.util.ArrayList;
import java.util.List;

/// Prompts and their completions: of each, only the completion's tokens are to be predicted.
///
/// @param examples one for each record
public record Completions(List<TokenExample> examples) implements Examples {

    public Completions {
        examples = List.copyOf(examples);
    }

    /// Tokens of the records.
    ///
    /// @param context longest text that the model can take, in tokens
    /// @throws SpecException if a prompt or completion has no token, or they are too long together
    public static Completions of(List<TextRecord> records, Tokenizer tokenizer, int context) {
        List<TokenExample> examples = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            int[] prompt = tokenizer.encode(records.get(i).prompt());
            int[] completion = tokenizer.encode(records.get(i).completion());
            if (prompt.length == 0 || completion.length == 0) {
                throw new SpecException("example %d has an empty prompt or completion".formatted(i + 1));
            }
            int length = prompt.length + completion.length;
            if (length - 1 > context) {
                throw new SpecException("example %d has %d tokens but length is %d: raise it, or leave the example out"
                        .formatted(i + 1, length - 1, context));
            }
            int[] text = new int[length];
            System.arraycopy(prompt, 0, text, 0, prompt.length);
            System.arraycopy(completion, 0, text, prompt.length, completion.length);
            examples.add(TokenExample.next(text, prompt.length, tokenizer));
        }
        return new Completions(examples);
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
