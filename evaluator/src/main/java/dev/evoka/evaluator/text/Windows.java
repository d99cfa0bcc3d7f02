package dev.evoka.evaluator.text;

import dev.evoka.spec.SpecException;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Windows of a text: `length` tokens, and the token after each is to be predicted.
///
/// @param text all tokens
/// @param tokenizer counts the bytes that tokens stand for
/// @param length tokens of a window
/// @param stride tokens between the beginnings of two windows
public record Windows(int[] text, Tokenizer tokenizer, int length, int stride) implements Examples {

    public Windows {
        if (length < 1 || stride < 1) {
            throw new IllegalArgumentException("length must be ≥ 1 but was " + length);
        }
        if (text.length <= length) {
            throw new SpecException(
                    "the text has %d tokens, more than length %d are needed: take a longer text or a shorter length"
                            .formatted(text.length, length));
        }
    }

    @Override
    public long size() {
        return (text.length - 1L - length) / stride + 1;
    }

    @Override
    public IntStream tokens() {
        return Arrays.stream(text);
    }

    @Override
    public TokenExample at(long index) {
        int from = Math.toIntExact(index * stride);
        int[] window = Arrays.copyOfRange(text, from, from + length + 1);
        return TokenExample.next(window, 1, tokenizer);
    }
}
