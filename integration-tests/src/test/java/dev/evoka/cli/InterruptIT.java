package dev.evoka.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Ctrl-C, and what comes after it.
class InterruptIT {

    private static final String SPEC = """
            name: long
            objective: {function: rastrigin}
            parameters: {dimension: 20, bounds: [-5, 5]}
            optimizer: {algorithm: genetic-algorithm}
            stop: {generations: 1200}
            """;

    @TempDir
    Path folder;

    private Path spec() throws Exception {
        return Files.writeString(folder.resolve("long.yaml"), SPEC);
    }

    private Path endless() throws Exception {
        return Files.writeString(folder.resolve("endless.yaml"), SPEC.replace("1200", "100000000"));
    }

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        int code = Evoka.command().setOut(new PrintWriter(out)).execute(arguments);
        assertThat(code).as(out.toString()).isZero();
        return out.toString();
    }

    @Test
    void stopsSaysHowToGoOnGoesOnAndKnowsItsEnd() throws Exception {
        String spec = spec().toString();
        String data = folder.resolve("data").toString();
        Path out = folder.resolve("best.json");
        String[] command = {"run", spec, "--data-dir", data, "--out", out.toString()};
        String typed = "./evoka run %s --data-dir %s --out %s".formatted(spec, data, out);
        try (Typed first = new Typed(command)) {
            assertThat(first.await("gen ").signal("INT").code()).isEqualTo(130);
            assertThat(first.output())
                    .containsPattern("Stopped after generation [0-9,]+, best error [0-9.]+\\. To go on: ")
                    .endsWith("To go on: " + typed);
        }
        assertThat(out).doesNotExist();
        try (Typed second = new Typed(command)) {
            assertThat(second.code()).isZero();
            assertThat(second.output())
                    .containsPattern("run long-[0-9a-f]{8} goes on after generation ")
                    .contains("finished: stop.generations 1200 reached", "parameters   " + out);
        }
        String third = run(command);
        assertThat(third)
                .contains("has ended already", "finished: stop.generations 1200 reached")
                .endsWith("--again 2" + System.lineSeparator());

        Path undisturbed = folder.resolve("undisturbed.json");
        run("run", spec, "--data-dir", folder.resolve("other").toString(), "--out", undisturbed.toString());
        assertThat(out).hasSameTextualContentAs(undisturbed);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void endsAtOnceWhenItIsAskedTwice(String signal, int code) throws Exception {
        try (Typed run = new Typed(
                "run",
                endless().toString(),
                "--data-dir",
                folder.resolve("data").toString())) {
            run.await("gen ").signal(signal).await("stopping").signal(signal);
            assertThat(run.code()).isEqualTo(code);
            assertThat(run.output()).doesNotContain("To go on");
        }
    }
}
