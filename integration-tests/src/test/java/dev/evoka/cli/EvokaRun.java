package dev.evoka.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A small run on the embedded broker, for tests that look at what it leaves behind.
public final class EvokaRun {

    private EvokaRun() {}

    /// Runs to the end.
    ///
    /// @param folder for the spec and the data
    /// @return the broker's folder
    public static Path finish(Path folder, int generations) throws IOException {
        Path spec = Files.writeString(folder.resolve("small.yaml"), """
                name: small
                objective:
                  model: linear
                  error: mse
                  data: {generate: {samples: 100, features: 4, noise: 0.1, seed: 1}}
                optimizer: {algorithm: cma-es}
                stop: {generations: %d}
                """.formatted(generations));
        Path data = folder.resolve("data");
        run(spec, data);
        return data.resolve("kafka");
    }

    /// Runs a spec to the end.
    ///
    /// @param folder for the result and the data
    /// @return the file with the best parameters
    public static Path result(Path folder, Path spec) {
        Path out = folder.resolve("result.json");
        run(spec, folder.resolve("embedded"), "--out", out.toString());
        return out;
    }

    private static void run(Path spec, Path data, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", spec.toString(), "--data-dir", data.toString()));
        arguments.addAll(List.of(more));
        StringWriter errors = new StringWriter();
        int code = Evoka.command().setErr(new PrintWriter(errors)).execute(arguments.toArray(String[]::new));
        assertThat(code).as(errors.toString()).isZero();
    }
}
