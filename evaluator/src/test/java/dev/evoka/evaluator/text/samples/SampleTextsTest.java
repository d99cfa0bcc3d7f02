package dev.evoka.evaluator.text.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evoka.evaluator.text.ByteTokenizer;
import dev.evoka.evaluator.text.Completions;
import dev.evoka.evaluator.text.JsonLines;
import dev.evoka.evaluator.text.TextRecord;
import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Texts that are made from a seed.
class SampleTextsTest {

    /// Context of the small GPT of the examples.
    private static final int CONTEXT = 104;

    @TempDir
    private Path folder;

    private String written(SampleKind kind, int samples, long seed) throws IOException {
        Path file = folder.resolve(kind.specName());
        SampleTexts.write(file, kind, samples, seed);
        return Files.readString(file);
    }

    @ParameterizedTest
    @EnumSource
    void areTheSameForTheSameSeedWhateverTheirNumber(SampleKind kind) throws IOException {
        String few = written(kind, 20, 1);
        assertThat(written(kind, 50, 1)).startsWith(few);
        assertThat(written(kind, 20, 2)).isNotEqualTo(few);
        assertThat(few.lines()).hasSize(20);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SENTENCES")
    void areRecordsThatFitTheContextOfTheExamples(SampleKind kind) throws IOException {
        written(kind, 2_000, 3);
        List<TextRecord> records = JsonLines.read(folder.resolve(kind.specName()));
        assertThat(Completions.of(records, new ByteTokenizer(), CONTEXT).tokens())
                .allMatch(token -> token < 128);
    }

    @Test
    void translateIntoTheSouthernDialect() {
        Sentence sentence = new Sentence(new Phrase("", "", "anna"), "sees", new Phrase("a", "old", "ship"));
        assertThat(sentence.english()).isEqualTo("anna sees an old ship");
        assertThat(sentence.north()).isEqualTo("anna vidas no seno vapo");
        assertThat(sentence.south()).isEqualTo("anna no vapo seno vidas");
    }

    @Test
    void answersAreInTheContext() throws IOException {
        written(SampleKind.QUESTIONS, 200, 4);
        for (TextRecord each : JsonLines.read(folder.resolve("questions"))) {
            assertThat(each.prompt()).contains(each.completion().strip() + ".");
        }
    }

    @Test
    void refuseNoSamplesAndFoldersThatAreNotThere() {
        Path file = folder.resolve("none/file");
        assertThatThrownBy(() -> SampleTexts.write(file, SampleKind.SKILLS, 0, 1))
                .isInstanceOf(SpecException.class)
                .hasMessage("samples must be ≥ 1 but was 0");
        assertThatThrownBy(() -> SampleTexts.write(file, SampleKind.SKILLS, 1, 1))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("cannot be written");
    }
}
