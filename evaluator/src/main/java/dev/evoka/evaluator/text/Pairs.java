package dev.evoka.evaluator.text;

import dev.evoka.spec.SpecException;
import java.util.ArrayList;
import java.util.List;

/// Sources and targets for models that have an encoder and a decoder: the decoder is given the target, moved by
/// one, and is to say each of its tokens.
///
/// @param examples one for each record
public record Pairs(List<TokenExample> examples) implements Examples {

    public Pairs {
        examples = List.copyOf(examples);
    }

    /// Tokens of the records.
    ///
    /// @param start text that the decoder begins with, for example `<s>`
    /// @param end text that closes a target, for example `</s>`; empty = none
    /// @param context longest source and longest target that the model can take, in tokens
    /// @throws SpecException if a source or target has no token or is too long, or start is no token
    public static Pairs of(List<TextRecord> records, Tokenizer tokenizer, String start, String end, int context) {
        int[] first = tokenizer.encode(start);
        if (first.length != 1) {
            throw new SpecException("start must be one token, but '%s' is %d".formatted(start, first.length));
        }
        List<TokenExample> examples = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            int[] source = tokenizer.encodeWhole(records.get(i).prompt());
            int[] target = tokenizer.encode(records.get(i).completion() + end);
            if (source.length == 0 || target.length == 0) {
                throw new SpecException("example %d has an empty source or target".formatted(i + 1));
            }
            int length = Math.max(source.length, target.length);
            if (length > context) {
                throw new SpecException("example %d has %d tokens but length is %d: raise it, or leave the example out"
                        .formatted(i + 1, length, context));
            }
            int[] decoder = new int[target.length];
            decoder[0] = first[0];
            System.arraycopy(target, 0, decoder, 1, target.length - 1);
            examples.add(new TokenExample(source, decoder, target, tokenizer.bytes(target)));
        }
        return new Pairs(examples);
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
