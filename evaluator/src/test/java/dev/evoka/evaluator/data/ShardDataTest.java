package dev.evoka.evaluator.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.artifacts.ArtifactFolder;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardDataTest {

    private static final int ROWS = 7 * 64 + 5;

    @TempDir
    Path folder;

    private static ObjectNode node() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("header", true)
                .put("separator", ",")
                .put("standardise", true)
                .set("categorical", JsonNodeFactory.instance.arrayNode());
    }

    private DataSpec spec(String content, boolean standardise, String... categorical) throws IOException {
        Files.writeString(folder.resolve("data.csv"), content);
        ObjectNode node = node().put("file", "data.csv").put("standardise", standardise);
        Stream.of(categorical).forEach(node.withArray("categorical")::add);
        return SpecReader.bind(node, DataSpec.class, "objective.data");
    }

    private static DataSpec generated(String kind) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("header", false)
                .put("separator", ",")
                .put("standardise", true)
                .set("categorical", JsonNodeFactory.instance.arrayNode());
        node.putObject("generate").put("kind", kind).put("samples", ROWS);
        return SpecReader.bind(node, DataSpec.class, "objective.data");
    }

    private static DataSet whole(DataSpec spec, DataFacts facts) {
        return ShardData.load(spec, facts, new RowRange(0, facts.rows()));
    }

    private NamedFiles files() {
        return new NamedFiles(folder, ArtifactFolder.in(folder).remote());
    }

    @Test
    void shardsTogetherAreTheWholeToTheLastBit() throws IOException {
        GenerateSpec linear = SpecReader.bind(
                JsonNodeFactory.instance.objectNode().put("features", 4).put("samples", ROWS),
                GenerateSpec.class,
                "generate");
        GeneratedData.write(folder.resolve("linear.csv"), linear);
        DataSpec file = spec(Files.readString(folder.resolve("linear.csv")), true);
        for (DataSpec spec : List.of(file, generated("spirals"), generated("linear"))) {
            boolean classes =
                    spec.generated().map(g -> g.kind().equals("spirals")).orElse(false);
            DataFacts facts =
                    DataFacts.of(Survey.of(spec, files(), classes).facts().json());
            DataSet whole = whole(spec, facts);
            for (int shards : new int[] {1, 2, 7, 8}) {
                for (int shard = 0; shard < shards; shard++) {
                    RowRange range = RowRange.of(ROWS, shard, shards);
                    DataSet part = ShardData.load(spec, facts, range);
                    assertThat(part.size()).isEqualTo(range.size());
                    assertThat(part.rows()).isDeepEqualTo(whole.slice(range).rows());
                    assertThat(part.targets()).isEqualTo(whole.slice(range).targets());
                }
            }
        }
    }

    @Test
    void standardisedFeaturesHaveMeanZeroAndDeviationOne() throws IOException {
        String rows = IntStream.range(0, ROWS)
                .mapToObj(r -> "%d,%d,%d".formatted(1_000_000_000L + r % 13, r, r % 5))
                .reduce("a,b,y", (all, row) -> all + "\n" + row);
        DataSpec spec = spec(rows, true);
        DataSet data = whole(spec, Survey.of(spec, files(), false).facts());
        for (int j = 0; j < 2; j++) {
            double mean = 0;
            double squares = 0;
            for (double[] row : data.rows()) {
                mean += row[j] / ROWS;
                squares += row[j] * row[j] / ROWS;
            }
            // The mean of the first column is near 1e9, where float64 has steps of 1e-7.
            assertThat(mean).isCloseTo(0, within(1e-7));
            assertThat(squares).isCloseTo(1, within(1e-7));
        }
    }

    @Test
    void theNumberOfDecimalsOfAMeanDoesNotHideAConstantColumn() {
        // The mean of three times 0.1 is not 0.1 in float64.
        assertThatThrownBy(() -> {
                    DataSpec spec = spec("a,b\n0.1,1\n0.1,2\n0.1,3\n", true);
                    Survey.of(spec, files(), false);
                })
                .hasMessageContaining("the same value in every row");
    }

    @Test
    void aFileThatHasChangedIsRefused() throws IOException {
        DataSpec spec = spec("a,b\n1,2\n3,4\n", false);
        DataFacts facts = Survey.of(spec, files(), false).facts();
        Files.writeString(folder.resolve("data.csv"), "a,b\n1,2\n3,5\n");
        assertThatThrownBy(() -> whole(spec, facts))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "%s has changed since the run was submitted: restore it, or submit the run again",
                        folder.resolve("data.csv"));
        Files.delete(folder.resolve("data.csv"));
        assertThatThrownBy(() -> whole(spec, facts))
                .hasMessage("objective.data.file: there is no file " + folder.resolve("data.csv"));
    }

    @Test
    void classesAreInOneOrderWhereverTheirRowsStand() throws IOException {
        DataSpec texts = spec("a,kind\n1,red\n2,blue\n3,green\n4,blue\n", false);
        DataFacts facts = Survey.of(texts, files(), true).facts();
        assertThat(facts.labels()).containsExactly("blue", "green", "red");
        assertThat(whole(texts, facts).targets()).containsExactly(2, 0, 1, 0);
        DataSpec numbers = spec("a,kind\n1,10\n2,9\n3,-1\n", false);
        assertThat(Survey.of(numbers, files(), true).facts().labels()).containsExactly("-1", "9", "10");
    }

    @Test
    void categoriesBecomeFeaturesOfTheirOwn() throws IOException {
        DataSpec spec = spec("colour,size,y\nred,1,1\nblue,2,0\nred,3,5\n", true, "colour");
        Survey survey = Survey.of(spec, files(), false);
        assertThat(survey.features()).containsExactly("colour=blue", "colour=red", "size");
        DataSet data = whole(spec, survey.facts());
        assertThat(data.features()).isEqualTo(survey.features());
        assertThat(data.rows()[0]).startsWith(0, 1);
        assertThat(data.rows()[1]).startsWith(1, 0);
        assertThat(data.rows()[1][2]).isZero();
    }

    @Test
    void theTargetMayStandAnywhere() throws IOException {
        Files.writeString(folder.resolve("data.csv"), "\ufeffy,a,\"b, too\"\n1,2,3\n4,5,6\n");
        ObjectNode node =
                node().put("file", "data.csv").put("standardise", false).put("target", "y");
        DataSpec byName = SpecReader.bind(node, DataSpec.class, "objective.data");
        assertThat(Survey.of(byName, files(), false).features()).containsExactly("a", "b, too");
        DataSpec byNumber = SpecReader.bind(node.put("target", 2), DataSpec.class, "objective.data");
        Survey survey = Survey.of(byNumber, files(), false);
        assertThat(survey.features()).containsExactly("y", "b, too");
        assertThat(whole(byNumber, survey.facts()).targets()).containsExactly(2, 5);
    }

    @Test
    void factsKeepTheirBits() throws IOException {
        DataFacts facts = new DataFacts(
                "/data/ä \"b\".csv",
                "00",
                3,
                List.of("x"),
                Map.of("c", List.of("d", "é")),
                List.of(0.1 + 0.2, 1e-300),
                List.of(1 / 3.0, 2.0),
                -Math.PI);
        assertThat(DataFacts.of(facts.json())).isEqualTo(facts);
    }
}
