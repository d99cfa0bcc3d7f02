package dev.evoka.evaluator.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedDataTest {

    @TempDir
    Path folder;

    private final GenerateSpec linear = new GenerateSpec("linear", 130, OptionalInt.of(3), OptionalInt.empty(), 0.1, 7);
    private final GenerateSpec spirals =
            new GenerateSpec("spirals", 300, OptionalInt.empty(), OptionalInt.of(3), 0.1, 7);

    @Test
    void aRowIsTheSameWhereverReadingBegins() {
        for (GenerateSpec spec : List.of(linear, spirals)) {
            DataSet all = GeneratedData.of(spec);
            DataSet some = GeneratedData.source(spec).table(new RowRange(64, 128));
            assertThat(some.rows())
                    .isDeepEqualTo(all.slice(new RowRange(64, 128)).rows());
            assertThat(some.targets())
                    .isEqualTo(all.slice(new RowRange(64, 128)).targets());
        }
    }

    @Test
    void linearTargetsFollowFromTheFeatures() {
        DataSet exact = GeneratedData.of(new GenerateSpec("linear", 50, OptionalInt.of(1), OptionalInt.empty(), 0, 3));
        double weight = exact.targets()[0] / exact.rows()[0][0];
        assertThat(weight).isBetween(-1.0, 1.0);
        for (int r = 0; r < exact.size(); r++) {
            assertThat(exact.targets()[r]).isEqualTo(exact.rows()[r][0] * weight, within(1e-12));
        }
    }

    @Test
    void spiralsHaveAsManyPointsOnEachArm() {
        DataSet points = GeneratedData.of(spirals);
        assertThat(points.labels()).containsExactly("a", "b", "c");
        for (int arm = 0; arm < 3; arm++) {
            double wanted = arm;
            assertThat(Arrays.stream(points.targets()).filter(target -> target == wanted))
                    .hasSize(100);
        }
        for (double[] point : points.rows()) {
            assertThat(Math.hypot(point[0], point[1])).isLessThan(4.5);
        }
    }

    @Test
    void theFileHasTheSameBits() throws IOException {
        Path file = folder.resolve("linear.csv");
        GeneratedData.write(file, linear);
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(131);
        assertThat(lines.getFirst()).isEqualTo("x1,x2,x3,y");
        DataSet data = GeneratedData.of(linear);
        String[] last = lines.getLast().split(",", -1);
        assertThat(Double.parseDouble(last[2])).isEqualTo(data.rows()[129][2]);
        assertThat(Double.parseDouble(last[3])).isEqualTo(data.targets()[129]);
    }

    @Test
    void classesAreWrittenByName() throws IOException {
        Path file = folder.resolve("spirals.csv");
        GeneratedData.write(file, spirals);
        assertThat(Files.readAllLines(file).getFirst()).isEqualTo("x1,x2,arm");
        assertThat(Files.readAllLines(file).get(3)).endsWith(",c");
    }

    @Test
    void aFolderThatIsNotThereLeavesNothing() {
        Path file = folder.resolve("none").resolve("x.csv");
        assertThatThrownBy(() -> GeneratedData.write(file, linear))
                .isInstanceOf(SpecException.class)
                .hasMessage("%s cannot be written: there is no folder %s", file, file.getParent());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesWhatAKindDoesNotHave() {
        assertThatThrownBy(() -> new GenerateSpec("spiral", 1, OptionalInt.empty(), OptionalInt.empty(), 0, 1))
                .hasMessage("kind must be one of linear, spirals but was 'spiral' (did you mean 'spirals'?)");
        assertThatThrownBy(() -> new GenerateSpec("spirals", 1, OptionalInt.of(3), OptionalInt.empty(), 0, 1))
                .hasMessage("features must be 2 for spirals but was 3");
        assertThatThrownBy(() -> new GenerateSpec("linear", 1, OptionalInt.of(3), OptionalInt.of(2), 0, 1))
                .hasMessageStartingWith("arms belong to kind spirals");
        assertThatThrownBy(() -> new GenerateSpec("linear", 0, OptionalInt.of(3), OptionalInt.empty(), 0, 1))
                .hasMessage("samples must be ≥ 1 but was 0");
        assertThatThrownBy(() -> new GenerateSpec("linear", 1, OptionalInt.of(3), OptionalInt.empty(), Double.NaN, 1))
                .hasMessage("noise must be ≥ 0 but was NaN");
    }
}
