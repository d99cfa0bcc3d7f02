package dev.evoka.cli.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    Path folder;

    private static final byte[] TEXT = "new".getBytes(StandardCharsets.UTF_8);

    @Test
    void replacesAFileAsAWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("best.json"), "old");
        new OutputFile("--out", file).write(stream -> stream.write(TEXT));
        assertThat(file).hasContent("new");
        assertNothingElse();
    }

    @Test
    void leavesTheOldFileWhenTheNewOneCannotBeWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("best.json"), "old");
        OutputFile output = new OutputFile("--out", file);
        assertThatThrownBy(() -> output.write(stream -> {
                    stream.write(TEXT);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(OutputException.class)
                .hasMessage("--out %s cannot be written: No space left on device", file);
        assertThat(file).hasContent("old");
        assertNothingElse();
    }

    private void assertNothingElse() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void seesBeforehandThatThereIsNoFolder() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> new OutputFile("--out", missing.resolve("best.json")).check())
                .isInstanceOf(SpecException.class)
                .hasMessage("--out %s: there is no folder %s", missing.resolve("best.json"), missing);
    }

    @Test
    void seesBeforehandThatTheFileIsAFolder() {
        assertThatThrownBy(() -> new OutputFile("--out", folder).check())
                .isInstanceOf(SpecException.class)
                .hasMessage("--out %s is a folder: name a file", folder);
    }
}
