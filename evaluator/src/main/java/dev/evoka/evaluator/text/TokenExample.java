package dev.evoka.evaluator.text;

import dev.evoka.evaluator.onnx.Targets;
import java.util.Arrays;

/// Tokens that a model is given, and what it is to say at each position.
///
/// @param tokens token ids
/// @param decoder token ids that the decoder is given, if the model has one of its own; else empty
/// @param targets right token (or class) at each position of the decoder or, without one, of the tokens;
/// [Targets#NONE] where nothing is asked; a single class for the whole text if the model classifies texts
/// @param bytes bytes of the text that the targets stand for, in UTF-8
public record TokenExample(int[] tokens, int[] decoder, int[] targets, int bytes) {

    private static final int[] NO_DECODER = new int[0];

    /// An example for a model without a decoder of its own.
    public TokenExample(int[] tokens, int[] targets, int bytes) {
        this(tokens, NO_DECODER, targets, bytes);
    }

    public TokenExample {
        if (tokens.length == 0) {
            throw new IllegalArgumentException("an example must have a token at least");
        }
    }

    /// Tokens of a text from which a causal model predicts each next one, from position `from` on.
    ///
    /// @param text all tokens; the last one is a target only
    /// @param from index of the first token that is to be predicted, at least 1
    static TokenExample next(int[] text, int from, Tokenizer tokenizer) {
        int[] tokens = Arrays.copyOf(text, text.length - 1);
        int[] targets = new int[tokens.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = i + 1 >= from ? text[i + 1] : Targets.NONE;
        }
        return new TokenExample(tokens, targets, tokenizer.bytes(Arrays.copyOfRange(text, from, text.length)));
    }

    /// Number of positions at which something is asked.
    int asked() {
        int asked = 0;
        for (int target : targets) {
            asked += target == Targets.NONE ? 0 : 1;
        }
        return asked;
    }
}
