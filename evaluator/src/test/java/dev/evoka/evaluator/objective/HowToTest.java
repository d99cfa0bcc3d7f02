package dev.evoka.evaluator.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.evoka.spec.SpecReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the how-to guide shows is what is shipped, and works.
class HowToTest {

    private static final Path EXAMPLES = Path.of("..", "examples");

    private final String guide;

    HowToTest() throws IOException {
        guide = Files.readString(Path.of("..", "docs", "how-to-objectives.md"));
    }

    @Test
    void showsTheProgramAndItsSpecAsTheyAre() throws IOException {
        assertThat(guide)
                .contains("```python\n" + Files.readString(EXAMPLES.resolve("decay.py")) + "```")
                .contains("```yaml\n" + Files.readString(EXAMPLES.resolve("decay.yaml")) + "```");
    }

    @Test
    void theProgramAnswersCandidates() throws Exception {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3"))),
                "python3 is not installed");
        ObjectiveSpec.Command spec = (ObjectiveSpec.Command)
                ObjectiveSpec.of(SpecReader.read(EXAMPLES.resolve("decay.yaml")).objective());
        ResolvedObjective resolved = Objectives.resolve(SpecReader.read(EXAMPLES.resolve("decay.yaml")));
        try (CommandObjective objective = CommandObjective.open(
                spec, EXAMPLES, resolved.parameters(), new ObjectiveSettings(true, Optional.empty()))) {
            assertThat(objective.error(new double[] {2, 0.5})).isBetween(0.0, 1e-3);
            assertThat(objective.error(new double[] {9, 3})).isGreaterThan(1);
        }
    }

    @Test
    void theJavaClassCompilesAndIsFound(@TempDir Path folder) throws Exception {
        Matcher code = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(guide);
        assertThat(code.find()).isTrue();
        PlugInJar.write(folder, "com.example.Bridge", code.group(1), "com.example.Bridge");
        ObjectiveSpec.Java spec = (ObjectiveSpec.Java) ObjectiveSpec.of(
                SpecReader.parse("name: b\nobjective: {java: bridge, timeout: 30s}\noptimizer: {}\nstop: {}", folder)
                        .objective());
        try (JavaObjective objective = JavaObjective.open(spec, new ObjectiveSettings(true, Optional.of(folder)))) {
            assertThat(objective.error(new double[] {3, -1})).isZero();
            assertThat(objective.limit()).hasSeconds(30);
        }
    }
}
