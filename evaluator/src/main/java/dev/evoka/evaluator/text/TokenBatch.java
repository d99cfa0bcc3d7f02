package dev.evoka.evaluator.text;

import dev.evoka.evaluator.onnx.Feed;
import dev.evoka.evaluator.onnx.InputSource;
import dev.evoka.evaluator.onnx.Targets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToLongFunction;

/// Examples side by side, filled up on the right to the longest.
///
/// @param feed what the model is given
/// @param targets what it is to say
record TokenBatch(Feed feed, Targets targets) {

    /// @param sources what the model wants
    /// @param positions true if the model says something at each position, false if once for each text
    static TokenBatch of(List<TokenExample> examples, Set<InputSource> sources, boolean positions) {
        List<int[]> tokens = examples.stream().map(TokenExample::tokens).toList();
        List<int[]> decoders = examples.stream().map(TokenExample::decoder).toList();
        int rows = examples.size();
        int length = sources.contains(InputSource.DECODER_TOKENS) ? longest(decoders) : longest(tokens);
        int width = positions ? length : 1;
        int[] classes = new int[rows * width];
        Arrays.fill(classes, Targets.NONE);
        for (int row = 0; row < rows; row++) {
            int[] targets = examples.get(row).targets();
            System.arraycopy(targets, 0, classes, row * width, targets.length);
        }
        return new TokenBatch(feed(tokens, decoders, sources), new Targets(rows, positions ? length : 0, classes));
    }

    /// Token ids with all that goes with them.
    ///
    /// @param decoders token ids of the decoder for each text; not read if the model has none of its own
    static Feed feed(List<int[]> texts, List<int[]> decoders, Set<InputSource> sources) {
        Map<InputSource, Feed.Values> values = new EnumMap<>(InputSource.class);
        for (InputSource source : sources) {
            switch (source) {
                case TOKENS -> values.put(source, rows(texts, token -> token));
                case MASK -> values.put(source, rows(texts, token -> 1));
                case POSITIONS -> values.put(source, places(texts));
                case SEGMENTS -> values.put(source, rows(texts, token -> 0));
                case DECODER_TOKENS -> values.put(source, rows(decoders, token -> token));
                case DECODER_MASK -> values.put(source, rows(decoders, token -> 1));
                case FEATURES -> {} // texts have none: the worker says so
            }
        }
        return new Feed(texts.size(), values);
    }

    /// A number for each token, 0 where a row is filled up.
    private static Feed.Longs rows(List<int[]> texts, IntToLongFunction number) {
        int length = longest(texts);
        long[] numbers = new long[texts.size() * length];
        for (int row = 0; row < texts.size(); row++) {
            int[] text = texts.get(row);
            for (int i = 0; i < text.length; i++) {
                numbers[row * length + i] = number.applyAsLong(text[i]);
            }
        }
        return new Feed.Longs(length, numbers);
    }

    private static Feed.Longs places(List<int[]> texts) {
        int length = longest(texts);
        long[] places = new long[texts.size() * length];
        Arrays.setAll(places, i -> i % length);
        return new Feed.Longs(length, places);
    }

    private static int longest(List<int[]> texts) {
        return texts.stream().mapToInt(each -> each.length).max().orElse(0);
    }
}
