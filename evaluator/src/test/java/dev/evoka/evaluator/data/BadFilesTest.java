package dev.evoka.evaluator.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.artifacts.ArtifactFolder;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a user reads when a file is wrong: file, row, column, value and remedy, in one line.
class BadFilesTest {

    @TempDir
    Path folder;

    private ObjectNode spec(boolean header) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("file", "data.csv")
                .put("header", header)
                .put("separator", ",")
                .put("standardise", false)
                .set("categorical", JsonNodeFactory.instance.arrayNode());
    }

    private AbstractThrowableAssert<?, ?> survey(String content, ObjectNode spec, boolean classes) {
        try {
            Files.writeString(folder.resolve("data.csv"), content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return assertThatThrownBy(
                        () -> Survey.of(SpecReader.bind(spec, DataSpec.class, "objective.data"), files(), classes))
                .isInstanceOf(SpecException.class)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    private AbstractThrowableAssert<?, ?> survey(String content) {
        return survey(content, spec(true), false);
    }

    private String file() {
        return folder.resolve("data.csv").toString();
    }

    private NamedFiles files() {
        return new NamedFiles(folder, ArtifactFolder.in(folder).remote());
    }

    @Test
    void isNotThere() {
        assertThatThrownBy(
                        () -> Survey.of(SpecReader.bind(spec(true), DataSpec.class, "objective.data"), files(), false))
                .isInstanceOf(SpecException.class)
                .hasMessage("objective.data.file: there is no file " + file());
    }

    @Test
    void isEmpty() {
        survey("").hasMessage(file() + " is empty: at least one row with a feature and a target is needed");
    }

    @Test
    void hasNothingBelowTheHeader() {
        survey("a,b\n").hasMessage(file() + " has no data: at least one row below the header is needed");
    }

    @Test
    void hasTextWhereANumberIsNeeded() {
        survey("a,b\n1,2\nred,3\n")
                .hasMessage(
                        "%s, row 3, column a: 'red' is no number: remove the row, or list the column in objective.data.categorical if its texts are categories",
                        file());
    }

    @Test
    void hasAHeaderThatTheSpecDoesNotKnow() {
        survey("a,b\n1,2\n", spec(false), false)
                .hasMessage(
                        "%s, row 1, column 1: 'a' is no number: if the first row has the column names, set objective.data.header to true",
                        file());
    }

    @Test
    void lacksTheHeaderThatTheSpecWants() {
        survey("1,2\n3,4\n").hasMessageContainingAll(file(), "numbers in its first row", "objective.data.header");
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, is NaN: remove",
        "'', is empty: remove",
        "NA, is NA: remove",
        "?, is ?: remove",
        "Infinity, 'is Infinity, which is too large'",
        "-inf, 'is -inf, which is too large'",
        "1e999, 'is 1e999, which is too large'",
        "12d, '''12d'' is no number'",
        "0x1p3, '''0x1p3'' is no number'"
    })
    void hasNoFiniteNumber(String text, String complaint) {
        survey("a,b\n%s,1\n".formatted(text)).hasMessageStartingWith(file() + ", row 2, column a: " + complaint);
    }

    @Test
    void hasDecimalCommas() {
        ObjectNode semicolons = spec(true).put("separator", ";");
        survey("a;b\n1,5;2\n", semicolons, false)
                .hasMessage("%s, row 2, column a: '1,5' is no number: write it with a decimal point", file());
    }

    @Test
    void isRagged() {
        survey("a,b\n1,2\n1,2,3\n").hasMessage("%s, row 3: 3 columns, but the first row has 2", file());
        survey("a,b\n1,2\n1\n").hasMessage("%s, row 3: 1 columns, but the first row has 2", file());
    }

    @Test
    void hasAnotherSeparator() {
        survey("a;b\n1;2\n").hasMessageContainingAll(file(), "one column", "objective.data.separator", "','");
    }

    @Test
    void hasTwoColumnsOfOneName() {
        survey("a,a,b\n1,2,3\n").hasMessage("%s has two columns called 'a': rename one", file());
    }

    @Test
    void hasNoSuchTarget() {
        survey("a,b\n1,2\n", spec(true).put("target", "price"), false)
                .hasMessage("objective.data.target: %s has no column 'price', it has [a, b]", file());
        survey("1,2\n", spec(false).put("target", "3"), false)
                .hasMessage(
                        "objective.data.target: %s has no column '3', it has [x1, x2] (objective.data.header is false)",
                        file());
    }

    @Test
    void hasAConstantColumnThatIsToBeStandardised() {
        survey("a,b,y\n0.1,1,1\n0.1,2,2\n0.1,3,1\n", spec(true).put("standardise", true), false)
                .hasMessageStartingWith("%s, column a: the same value in every row cannot be standardised", file())
                .hasMessageContaining("objective.data.standardise");
    }

    @Test
    void hasOneClass() {
        survey("a,kind\n1,red\n2,red\n", spec(true), true)
                .hasMessage("%s, column kind: every row has class 'red', but two classes are needed", file());
    }

    @Test
    void hasNumbersInsteadOfClasses() {
        StringBuilder rows = new StringBuilder("a,b\n");
        for (int i = 0; i < 1100; i++) {
            rows.append("1,").append(i).append('\n');
        }
        survey(rows.toString(), spec(true), true)
                .hasMessage(
                        "%s, row 1002, column b: more than 1000 different values: is objective.error right, which asks for classes?",
                        file());
    }

    @Test
    void hasATargetAmongTheCategories() {
        ObjectNode spec = spec(true);
        ((ArrayNode) spec.path("categorical")).add("b");
        survey("a,b\n1,2\n", spec, false).hasMessageContainingAll("objective.data.categorical", "'b' is the target");
    }

    @Test
    void hasAQuoteThatDoesNotEnd() {
        survey("a,b\n1,\"2\n").hasMessageContainingAll(file() + " cannot be read: ", "quote");
    }
}
