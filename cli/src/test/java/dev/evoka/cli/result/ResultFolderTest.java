package dev.evoka.cli.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.evoka.cli.watch.Sample;
import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFolderTest {

    @TempDir
    Path folder;

    @Test
    void readsWhatItWrote() {
        RunResult result = new RunResult(
                "run-1",
                "finished",
                "stop.generations 2 reached",
                0.1 + 0.2,
                1,
                20,
                2,
                0,
                1.5,
                JsonNodeFactory.instance.objectNode().put("x", 1.25),
                List.of(new Sample(0, 10, Double.NaN, 1, 2, Double.POSITIVE_INFINITY)));
        ResultFolder results = new ResultFolder(folder.resolve("results"));
        assertThat(results.read("run-1")).isEmpty();
        results.write(result);
        assertThat(results.read("run-1")).contains(result);
        assertThat(results.read("run-2")).isEmpty();
    }

    @Test
    void saysWhichFileIsBroken() throws IOException {
        ResultFolder results = new ResultFolder(folder);
        Files.writeString(results.file("run-1"), "{");
        assertThatThrownBy(() -> results.read("run-1"))
                .isInstanceOf(SpecException.class)
                .hasMessage("%s cannot be read: delete it, and run again", results.file("run-1"));
    }
}
