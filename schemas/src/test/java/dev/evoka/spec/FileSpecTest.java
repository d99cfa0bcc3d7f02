package dev.evoka.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileSpecTest {

    private static final String SHA = "0123456789abcdef".repeat(4);

    record Data(FileSpec file, Optional<FileSpec> other) {}

    private static Data data(String file) {
        ObjectNode objective = SpecReader.parse(
                        "{name: a, objective: {file: %s}, stop: {generations: 1}}".formatted(file), Path.of(""))
                .objective();
        return SpecReader.bind(objective, Data.class, "objective");
    }

    @Test
    void aTextIsAPath() {
        assertThat(data("data/wine.csv").file()).isEqualTo(FileSpec.of("data/wine.csv"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data/wine.csv",
                "{url: 'https://example.org/wine.csv?a=b', sha256: %s}",
                "{path: /mnt/wine.csv, sha256: %s}"
            })
    void isReadAsItWasWritten(String file) {
        Data data = data(file.formatted(SHA));
        assertThat(SpecReader.bind(SpecReader.tree(data), Data.class, "objective"))
                .isEqualTo(data);
    }

    @Test
    void aMessageHasNothingSecretOfAnAddress() {
        String file = "{url: 'https://example.org/wine.csv?signature=secret#secret', sha256: %s}".formatted(SHA);
        assertThat(data(file).file().name()).isEqualTo("https://example.org/wine.csv");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            5                                        | must be a path, or a mapping of url or path and sha256, but was 5
            {}                                       | must have either path or url
            {url: 'https://a/b', path: /c}           | must have either path or url
            {url: 'https://a/b'}                     | must have sha256 beside url
            {url: 'https://a/b', sha256: abc}        | must have sha256 of 64 hexadecimal digits in lower case
            {url: 'https://a/b', sha256: 5}          | must have a text as sha256 but has 5
            {url: 'ftp://a/b', sha256: SHA}          | must have a url like https://host/file but has ftp://a/b
            {url: 'https://u:p@a/b', sha256: SHA}    | must have a url without user and password
            {url: 'https://a b', sha256: SHA}        | must have a url like https://host/file but has https://a b
            {path: data/wine.csv, sha256: SHA}       | must have an absolute path beside sha256
            """)
    void refusesWhatNamesNoFile(String file, String why) {
        assertThatThrownBy(() -> data(file.replace("SHA", SHA)))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("objective.file " + why)
                .hasMessageNotContaining("u:p");
    }

    @Test
    void anUnknownKeyIsRefused() {
        assertThatThrownBy(() -> data("{url: 'https://a/b', sha: %s}".formatted(SHA)))
                .hasMessageContaining("objective.file.sha is no key of objective.file");
    }
}
