package dev.evoka.evaluator.text;

import java.nio.charset.StandardCharsets;

/// A token is a byte of the text in UTF-8.
public final class ByteTokenizer implements Tokenizer {

    private static final int BYTES = 256;

    @Override
    public int[] encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int[] tokens = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            tokens[i] = bytes[i] & 0xff;
        }
        return tokens;
    }

    @Override
    public String decode(int[] tokens) {
        byte[] bytes = new byte[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            if (tokens[i] < 0 || tokens[i] >= BYTES) {
                throw new IllegalArgumentException("a byte is between 0 and 255 but was " + tokens[i]);
            }
            bytes[i] = (byte) tokens[i];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public int bytes(int[] tokens) {
        return tokens.length;
    }

    @Override
    public int vocabulary() {
        return BYTES;
    }

    @Override
    public void close() {}
}
