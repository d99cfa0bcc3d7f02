package dev.evoka.evaluator.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaObjectiveTest {

    @TempDir
    Path folder;

    private final ObjectiveSettings noPlugins = new ObjectiveSettings(true, Optional.empty());

    private static ObjectiveSpec.Java spec(String name) {
        return new ObjectiveSpec.Java(name, Duration.ofSeconds(5));
    }

    private ObjectiveSettings plugins() {
        return new ObjectiveSettings(true, Optional.of(folder));
    }

    private void plugin(String name, String body, String provider) throws IOException {
        PlugInJar.write(
                folder,
                name,
                "public class %s implements %s, AutoCloseable { %s }".formatted(name, BlackBox.class.getName(), body),
                provider);
    }

    @Test
    void isFoundOnTheClassPathByItsName() throws Exception {
        try (JavaObjective objective = JavaObjective.open(spec("parabola"), noPlugins)) {
            assertThat(objective.error(new double[] {3})).isEqualTo(9);
            assertThat(objective.limit()).isEqualTo(Duration.ofSeconds(5));
        }
    }

    @Test
    void isFoundInAPlugInAndClosedAtTheEnd() throws Exception {
        plugin("Shifted", """
                public double error(double[] x) { return x[0] - 1; }
                public void close() { System.setProperty("shifted.closed", "yes"); }
                """, "Shifted");
        try (JavaObjective objective = JavaObjective.open(spec("Shifted"), plugins())) {
            assertThat(objective.error(new double[] {3})).isEqualTo(2);
            assertThat(System.getProperty("shifted.closed")).isNull();
        }
        assertThat(System.clearProperty("shifted.closed")).isEqualTo("yes");
    }

    @Test
    void anUnknownNameIsToldWithTheKnown() {
        assertThatThrownBy(() -> JavaObjective.open(spec("parabole"), plugins()))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "objective.java: no BlackBox is called 'parabole' on the class path or in %s, there are [parabola]",
                        folder);
        assertThatThrownBy(() -> JavaObjective.open(spec("x"), noPlugins)).hasMessageContaining("EVOKA_PLUGINS");
    }

    @Test
    void aPlugInThatCannotBeMadeIsNamed() throws IOException {
        plugin("Fine", "public double error(double[] x) { return 0; } public void close() {}", "Missing");
        assertThatThrownBy(() -> JavaObjective.open(spec("Fine"), plugins()))
                .isInstanceOf(SpecException.class)
                .hasMessageContainingAll("objective.java: a BlackBox cannot be made", "Missing");
    }

    @Test
    void aFolderThatIsNotThereHasNoPlugIns() {
        ObjectiveSettings nowhere = new ObjectiveSettings(true, Optional.of(folder.resolve("none")));
        assertThatThrownBy(() -> JavaObjective.open(spec("x"), nowhere)).isInstanceOf(SpecException.class);
        assertThat(JavaObjective.open(spec("parabola"), nowhere)).isNotNull();
    }
}
