package dev.evoka.evaluator.text;

import dev.evoka.evaluator.onnx.Targets;
import dev.evoka.optimizers.Draws;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Windows of a text with some tokens hidden, for encoders that fill them in (BERT): 15 % of the tokens are asked; of
/// those 80 % become the mask token, 10 % another token, 10 % stay. What is hidden follows from seed and window.
///
/// @param text all tokens
/// @param tokenizer counts the bytes that tokens stand for
/// @param length tokens of a window
/// @param stride tokens between the beginnings of two windows
/// @param mask id of the mask token
/// @param seed seed of the run
public record MaskedWindows(int[] text, Tokenizer tokenizer, int length, int stride, int mask, long seed)
        implements Examples {

    private static final double ASKED = 0.15;
    private static final double MASKED = 0.8;
    private static final double REPLACED = 0.9;

    @Override
    public long size() {
        return new Windows(text, tokenizer, length - 1, stride).size();
    }

    @Override
    public IntStream tokens() {
        return IntStream.concat(Arrays.stream(text), IntStream.of(mask));
    }

    @Override
    public TokenExample at(long index) {
        int from = Math.toIntExact(index * stride);
        int[] tokens = Arrays.copyOfRange(text, from, from + length);
        int[] targets = new int[length];
        Arrays.fill(targets, Targets.NONE);
        Draws draws = new Draws(seed, -2, index);
        int certain = draws.below(length);
        int bytes = 0;
        for (int i = 0; i < length; i++) {
            double how = draws.uniform();
            int other = text[draws.below(text.length)];
            if (i != certain && draws.uniform() >= ASKED) {
                continue;
            }
            targets[i] = tokens[i];
            bytes += tokenizer.bytes(new int[] {tokens[i]});
            tokens[i] = how < MASKED ? mask : how < REPLACED ? other : tokens[i];
        }
        return new TokenExample(tokens, targets, bytes);
    }
}
