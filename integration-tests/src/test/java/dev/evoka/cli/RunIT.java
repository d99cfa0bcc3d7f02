package dev.evoka.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command on an embedded broker.
class RunIT {

    private static final String SPEC = """
            name: small
            objective:
              model: linear
              error: mse
              shards: %d
              data: {generate: {samples: 300, features: 6, noise: 0.1, seed: 1}}
            optimizer: {algorithm: cma-es}
            stop: {generations: 25}
            """;

    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();

    private int evoka(String... arguments) {
        return Evoka.command().setErr(new PrintWriter(errors)).execute(arguments);
    }

    private String best(int shards, int evaluators) throws Exception {
        String name = shards + "-" + evaluators;
        Path spec = Files.writeString(folder.resolve(name + ".yaml"), SPEC.formatted(shards));
        Path out = folder.resolve(name + ".json");
        int code = evoka(
                "run",
                spec.toString(),
                "--evaluators",
                Integer.toString(evaluators),
                "--data-dir",
                folder.resolve(name).toString(),
                "--out",
                out.toString());
        assertThat(errors.toString()).isEmpty();
        assertThat(code).isZero();
        return Files.readString(out);
    }

    @Test
    void givesTheSameBitsWithOtherShardsAndEvaluators() throws Exception {
        String best = best(1, 1);
        assertThat(best(2, 3)).isEqualTo(best);
        assertThat(best(5, 2)).isEqualTo(best);
    }

    @Test
    void saysInOneLineWhatIsWrongWithASpec() throws Exception {
        Path spec = Files.writeString(
                folder.resolve("bad.yaml"),
                SPEC.formatted(1).replace("{algorithm: cma-es}", "{algorithm: cma-es, population: 1}"));
        assertThat(evoka("run", spec.toString())).isEqualTo(2);
        assertThat(errors.toString())
                .isEqualTo("evoka: optimizer.population must be ≥ 4 but was 1" + System.lineSeparator());
    }

    @Test
    void drawsItsCourse() throws Exception {
        Path spec = Files.writeString(folder.resolve("plot.yaml"), SPEC.formatted(1));
        Path plot = folder.resolve("plot.svg");
        assertThat(evoka(
                        "run",
                        spec.toString(),
                        "--data-dir",
                        folder.resolve("data").toString(),
                        "--plot",
                        plot.toString()))
                .isZero();
        assertThat(plot).content().contains("<svg");
        // The result is kept: it can be drawn again without the run.
        Path again = folder.resolve("again.png");
        assertThat(evoka(
                        "run",
                        spec.toString(),
                        "--data-dir",
                        folder.resolve("data").toString(),
                        "--plot",
                        again.toString()))
                .isZero();
        assertThat(again).exists();
    }

    @Test
    void looksAtItsFilesBeforeItBegins() throws Exception {
        Path spec = Files.writeString(folder.resolve("late.yaml"), SPEC.formatted(1));
        Path data = folder.resolve("data");
        Path out = folder.resolve("missing/best.json");
        assertThat(evoka("run", spec.toString(), "--data-dir", data.toString(), "--out", out.toString()))
                .isEqualTo(2);
        assertThat(errors.toString())
                .isEqualTo("evoka: --out %s: there is no folder %s%n".formatted(out, out.getParent()));
        assertThat(data).doesNotExist();
    }
}
