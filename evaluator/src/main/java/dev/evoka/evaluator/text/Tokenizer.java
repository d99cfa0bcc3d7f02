package dev.evoka.evaluator.text;

import java.nio.charset.StandardCharsets;

/// Text to token ids and back. Thread-safe.
public interface Tokenizer extends AutoCloseable {

    /// Token ids of a text, without the special tokens that some models want around it.
    int[] encode(String text);

    /// Token ids of a whole text, with the special tokens that the model wants around it.
    default int[] encodeWhole(String text) {
        return encode(text);
    }

    /// The text of token ids; what is no whole character becomes U+FFFD.
    String decode(int[] tokens);

    /// Bytes of the text of token ids, in UTF-8.
    default int bytes(int[] tokens) {
        return decode(tokens).getBytes(StandardCharsets.UTF_8).length;
    }

    /// Number of tokens: ids are below it.
    int vocabulary();

    @Override
    void close();
}
