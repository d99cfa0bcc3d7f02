package dev.evoka.evaluator.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evoka.evaluator.onnx.Targets;
import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Text as examples.
class TextDataTest {

    private static final ByteTokenizer BYTES = new ByteTokenizer();
    private static final TextRecord RECORD = new TextRecord("ab=", List.of("cd"));

    @TempDir
    private Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("file"), content);
    }

    @Test
    void aByteIsATokenAndATokenAByte() {
        String text = "Grün, 漢 and 😀";
        assertThat(BYTES.decode(BYTES.encode(text))).isEqualTo(text);
        assertThat(BYTES.encode("é")).containsExactly(0xc3, 0xa9);
        assertThat(BYTES.decode(new int[] {0xc3})).isEqualTo("\ufffd");
        assertThat(BYTES.bytes(new int[] {0xc3})).isEqualTo(1);
        assertThatThrownBy(() -> BYTES.decode(new int[] {256})).hasMessageContaining("between 0 and 255 but was 256");
    }

    @Test
    void aWindowPredictsEachNextToken() {
        Windows windows = new Windows(BYTES.encode("abcdefgh"), BYTES, 3, 2);
        assertThat(windows.size()).isEqualTo(3);
        assertThat(windows.at(1).tokens()).containsExactly('c', 'd', 'e');
        assertThat(windows.at(1).targets()).containsExactly('d', 'e', 'f');
        assertThat(windows.at(1).bytes()).isEqualTo(3);
        assertThat(windows.at(2).targets()).containsExactly('f', 'g', 'h');
    }

    @Test
    void refusesATextThatIsShorterThanAWindow() {
        assertThatThrownBy(() -> new Windows(new int[4], BYTES, 4, 1))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("4 tokens")
                .hasMessageContaining("shorter length");
    }

    @Test
    void asksForTheCompletionOnly() {
        TokenExample example = Completions.of(List.of(RECORD), BYTES, 4).at(0);
        assertThat(example.tokens()).containsExactly('a', 'b', '=', 'c');
        assertThat(example.targets()).containsExactly(Targets.NONE, Targets.NONE, 'c', 'd');
        assertThat(example.asked()).isEqualTo(2);
        assertThat(example.bytes()).isEqualTo(2);
    }

    @Test
    void refusesExamplesThatAreTooLongOrEmpty() {
        assertThatThrownBy(() -> Completions.of(List.of(RECORD), BYTES, 3))
                .isInstanceOf(SpecException.class)
                .hasMessage("example 1 has 4 tokens but length is 3: raise it, or leave the example out");
        List<TextRecord> empty = List.of(RECORD, new TextRecord("ab", List.of("")));
        assertThatThrownBy(() -> Completions.of(empty, BYTES, 9))
                .isInstanceOf(SpecException.class)
                .hasMessage("example 2 has an empty prompt or completion");
    }

    @Test
    void aDecoderIsGivenItsTargetMovedByOne() {
        TokenExample example = Pairs.of(List.of(RECORD), BYTES, "^", "$", 9).at(0);
        assertThat(example.tokens()).containsExactly('a', 'b', '=');
        assertThat(example.decoder()).containsExactly('^', 'c', 'd');
        assertThat(example.targets()).containsExactly('c', 'd', '$');
        assertThatThrownBy(() -> Pairs.of(List.of(RECORD), BYTES, "<s>", "", 9))
                .isInstanceOf(SpecException.class)
                .hasMessage("start must be one token, but '<s>' is 3");
    }

    @Test
    void labelsAreClassesInTheirOrder() {
        List<TextRecord> records =
                List.of(new TextRecord("fine", List.of("good")), new TextRecord("awful", List.of("bad")));
        List<String> labels = Labelled.labels(records);
        assertThat(labels).containsExactly("bad", "good");
        assertThat(Labelled.of(records, BYTES, labels, 3).at(0).targets()).containsExactly(1);
        assertThat(Labelled.of(records, BYTES, labels, 3).at(1).tokens()).hasSize(3);
        assertThatThrownBy(() -> Labelled.of(records, BYTES, List.of("bad", "goood"), 3))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("label 'good'")
                .hasMessageContaining("goood");
    }

    @Test
    void hidesSomeTokensAndAsksForThem() {
        int[] text = BYTES.encode("the quick brown fox jumps over the lazy dog ".repeat(50));
        MaskedWindows windows = new MaskedWindows(text, BYTES, 40, 7, '_', 3);
        int asked = 0;
        int hidden = 0;
        int changed = 0;
        for (int i = 0; i < windows.size(); i++) {
            TokenExample example = windows.at(i);
            assertThat(example.asked()).isPositive();
            asked += example.asked();
            for (int k = 0; k < 40; k++) {
                int own = text[7 * i + k];
                int given = example.tokens()[k];
                assertThat(example.targets()[k]).isIn(own, Targets.NONE);
                assertThat(given == own || example.targets()[k] == own)
                        .as("what is not asked stays")
                        .isTrue();
                hidden += given == '_' ? 1 : 0;
                changed += given != '_' && given != own ? 1 : 0;
            }
            assertThat(windows.at(i).tokens()).containsExactly(example.tokens());
        }
        double all = windows.size() * 40.0;
        assertThat(asked / all).isBetween(0.15, 0.2);
        assertThat(hidden / (double) asked).isBetween(0.75, 0.85);
        assertThat(changed / (double) asked).isBetween(0.05, 0.13);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"prompt": "p", "completion": "c"}                          | p      | c
                    {"source": "s", "target": ["t", "u"]}                       | s      | t;u
                    {"question": "q", "context": "c", "answers": ["a", "b"]}    | c/q/   | a;b
                    {"question": "q", "context": "c", "answers": {"text": ["a"], "answer_start": [1]}} | c/q/ | a
                    {"text": "t", "label": 3}                                   | t      | 3
                    """)
    void readsJsonLinesOfTheUsualKinds(String line, String prompt, String references) throws IOException {
        TextRecord record = JsonLines.read(file(line + "\n\n")).getFirst();
        assertThat(record.prompt()).isEqualTo(prompt.replace('/', '\n'));
        assertThat(record.references()).containsExactly(references.split(";"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"prompt": "p"                       | line 2 is no JSON
                    {"promt": "p", "completion": "c"}    | line 2 has the fields [promt, completion]
                    {"prompt": "p", "completion": ""}    | line 2: completion must be a text, not empty
                    {"prompt": 7, "completion": "c"}     | line 2: prompt must be a text
                    {"source": "s", "target": []}        | line 2: target must have a text at least
                    {"source": "s", "target": ["t", ""]} | line 2: target must be texts, not empty
                    """)
    void namesTheLineThatIsWrong(String line, String message) throws IOException {
        Path file = file("{\"prompt\": \"p\", \"completion\": \"c\"}\n" + line);
        assertThatThrownBy(() -> JsonLines.read(file))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining(file + ", " + message);
    }

    @Test
    void refusesFilesThatAreMissingOrEmpty() throws IOException {
        Path empty = file("\n");
        assertThatThrownBy(() -> JsonLines.read(empty)).hasMessageContaining("has no example");
        assertThatThrownBy(() -> JsonLines.read(folder.resolve("none"))).hasMessageContaining("there is no data file");
    }

    @Property(tries = 100)
    void everyExampleComesOnceInEachRound(@ForAll @IntRange(min = 1, max = 300) int examples, @ForAll long seed) {
        MiniBatches batches = new MiniBatches(seed, examples, 7);
        long[] drawn = LongStream.range(0, examples)
                .flatMap(number -> Arrays.stream(batches.examples(number)))
                .toArray();
        for (int round = 0; round < 7; round++) {
            Set<Long> seen = new HashSet<>();
            for (int i = 0; i < examples; i++) {
                seen.add(drawn[round * examples + i]);
            }
            assertThat(seen).hasSize(examples).allMatch(each -> each >= 0 && each < examples);
        }
    }

    @Test
    void roundsAndSeedsHaveOrdersOfTheirOwn() {
        MiniBatches batches = new MiniBatches(1, 100, 100);
        assertThat(batches.examples(0)).isNotEqualTo(batches.examples(1));
        assertThat(batches.examples(0)).isNotEqualTo(new MiniBatches(2, 100, 100).examples(0));
        assertThat(batches.examples(3)).containsExactly(new MiniBatches(1, 100, 100).examples(3));
    }

    @Test
    void aMiniBatchHasAsManyExamplesAsMakeUpItsTokens() {
        Windows windows = new Windows(new int[5_000], BYTES, 64, 1);
        assertThat(MiniBatches.sizeFor(windows, 512)).isEqualTo(8);
        List<TextRecord> records = IntStream.range(0, 40)
                .mapToObj(i -> new TextRecord("x".repeat(8 + i % 3), List.of("y")))
                .toList();
        assertThat(MiniBatches.sizeFor(Completions.of(records, BYTES, 20), 90)).isEqualTo(10);
        assertThat(MiniBatches.sizeFor(Completions.of(records, BYTES, 20), 1)).isEqualTo(1);
        assertThat(MiniBatches.sizeFor(Completions.of(records, BYTES, 20), 100_000))
                .isEqualTo(40);
    }
}
