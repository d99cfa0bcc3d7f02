package dev.evoka.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.evoka.spec.SpecException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecChangeTest {

    @Test
    void setsKeysInSectionsWithTheTypesOfYaml() {
        ObjectNode change = SpecChange.object();
        SpecChange.set(change, "stop.generations", "500");
        SpecChange.set(change, "stop.time", "2h");
        SpecChange.set(change, "parameters.bounds", "[-1, 1]");
        SpecChange.set(change, "stop.target", "null");
        assertThat(change)
                .hasToString(
                        "{\"stop\":{\"generations\":500,\"time\":\"2h\",\"target\":null},\"parameters\":{\"bounds\":[-1,1]}}");
    }

    @Test
    void refusesAFileThatIsNoPartOfASpec(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("change.yaml"), "- 1\n");
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> SpecChange.read(file))
                .withMessage("--change %s must be a mapping of keys to values", file);
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> SpecChange.read(folder.resolve("none.yaml")))
                .withMessage("--change %s cannot be read", folder.resolve("none.yaml"));
    }
}
