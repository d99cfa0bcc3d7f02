package dev.evoka.evaluator.text;

import ai.djl.huggingface.tokenizers.Encoding;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A tokenizer of Hugging Face, read from its `tokenizer.json`. The native library comes out of the jar: nothing is
/// downloaded.
public final class HuggingFaceTokenizer implements Tokenizer {

    static {
        // Without these the library looks for files of its own on the network.
        System.setProperty("ai.djl.offline", System.getProperty("ai.djl.offline", "true"));
        System.setProperty("OPT_OUT_TRACKING", System.getProperty("OPT_OUT_TRACKING", "true"));
    }

    private final ai.djl.huggingface.tokenizers.HuggingFaceTokenizer tokenizer;
    private final int vocabulary;

    /// @throws SpecException if the file is not there or no tokenizer
    public HuggingFaceTokenizer(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new SpecException(
                    "there is no tokenizer file %s: export it with the model, or take the tokenizer 'bytes'"
                            .formatted(file));
        }
        try {
            this.tokenizer = ai.djl.huggingface.tokenizers.HuggingFaceTokenizer.newInstance(
                    file, Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false"));
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new SpecException("%s cannot be read as a tokenizer: %s".formatted(file, e.getMessage()), e);
        }
        this.vocabulary = vocabulary(file);
    }

    /// One more than the largest id, of the model's tokens (a mapping to ids, or a list of pairs) and those that were
    /// added.
    private static int vocabulary(Path file) {
        try {
            JsonNode root = new JsonMapper().readTree(file.toFile());
            int size = root.path("model").path("vocab").size();
            for (JsonNode each : root.path("model").path("vocab")) {
                size = Math.max(size, each.isInt() ? each.intValue() + 1 : 0);
            }
            for (JsonNode each : root.path("added_tokens")) {
                size = Math.max(size, each.path("id").intValue() + 1);
            }
            return size;
        } catch (IOException e) {
            throw new SpecException("%s cannot be read as a tokenizer: %s".formatted(file, e.getMessage()), e);
        }
    }

    @Override
    public int[] encode(String text) {
        return ids(tokenizer.encode(text, false, false));
    }

    @Override
    public int[] encodeWhole(String text) {
        return ids(tokenizer.encode(text, true, false));
    }

    private static int[] ids(Encoding encoding) {
        long[] ids = encoding.getIds();
        int[] tokens = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            tokens[i] = Math.toIntExact(ids[i]);
        }
        return tokens;
    }

    @Override
    public String decode(int[] tokens) {
        long[] ids = new long[tokens.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = tokens[i];
        }
        return tokenizer.decode(ids, false);
    }

    @Override
    public int vocabulary() {
        return vocabulary;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
