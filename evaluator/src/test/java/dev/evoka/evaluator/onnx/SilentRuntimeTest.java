package dev.evoka.evaluator.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The start of ONNX Runtime.
class SilentRuntimeTest {

    /// Starts the runtime in a process of its own.
    static final class Start {
        private Start() {}

        static void main() {
            assertThat(SilentRuntime.environment()).isNotNull();
        }
    }

    @Test
    void startsHoweverLongTheCommandLineIs() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                java.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dlong=" + "/a/path/of/a/library.jar:".repeat(4_000),
                Start.class.getName());
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().remove("ORT_DISABLE_TELEMETRY");
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
