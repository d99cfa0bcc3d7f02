package dev.evoka.evaluator.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tokenizers of Hugging Face.
class HuggingFaceTokenizerTest {

    private static final String WORDS = """
            {"version": "1.0", "truncation": null, "padding": null,
             "added_tokens": [
               {"id": 0, "content": "[UNK]", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true},
               {"id": 4, "content": "[CLS]", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true}],
             "normalizer": {"type": "Lowercase"},
             "pre_tokenizer": {"type": "Whitespace"},
             "post_processor": {"type": "TemplateProcessing",
               "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
               "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
               "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [4], "tokens": ["[CLS]"]}}},
             "decoder": null,
             "model": {"type": "WordLevel", "vocab": {"[UNK]": 0, "the": 1, "cat": 2, "sat": 3, "[CLS]": 4}, "unk_token": "[UNK]"}}
            """;

    @TempDir
    private Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("tokenizer.json"), content);
    }

    @Test
    void readsATokenizerFile() throws IOException {
        try (HuggingFaceTokenizer tokenizer = new HuggingFaceTokenizer(file(WORDS))) {
            assertThat(tokenizer.encode("The cat sat, the dog")).containsExactly(1, 2, 3, 0, 1, 0);
            assertThat(tokenizer.encode("")).isEmpty();
            assertThat(tokenizer.decode(new int[] {1, 2, 3})).isEqualTo("the cat sat");
            assertThat(tokenizer.bytes(new int[] {1, 2, 3})).isEqualTo(11);
            assertThat(tokenizer.vocabulary()).isEqualTo(5);
        }
    }

    @Test
    void putsSpecialTokensAroundWholeTextsOnly() throws IOException {
        try (HuggingFaceTokenizer tokenizer = new HuggingFaceTokenizer(file(WORDS))) {
            assertThat(tokenizer.encodeWhole("the cat")).containsExactly(4, 1, 2);
            assertThat(tokenizer.encode("[CLS]"))
                    .as("a special token is read as one")
                    .containsExactly(4);
        }
    }

    @Test
    void neverCutsAText() throws IOException {
        String cutting = WORDS.replace(
                "\"truncation\": null",
                "\"truncation\": {\"direction\": \"Right\", \"max_length\": 3, \"strategy\": \"LongestFirst\", \"stride\": 0}");
        try (HuggingFaceTokenizer tokenizer = new HuggingFaceTokenizer(file(cutting))) {
            assertThat(tokenizer.encode("the cat ".repeat(500))).hasSize(1_000);
        }
    }

    @Test
    void refusesAFileThatIsMissingOrNoTokenizer() throws IOException {
        Path none = folder.resolve("none.json");
        assertThatThrownBy(() -> new HuggingFaceTokenizer(none))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("there is no tokenizer file " + none)
                .hasMessageContaining("'bytes'");
        Path wrong = file("{\"a\": 1}");
        assertThatThrownBy(() -> new HuggingFaceTokenizer(wrong))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining(wrong + " cannot be read as a tokenizer");
    }
}
