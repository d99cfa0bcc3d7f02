package dev.evoka.cli;

import dev.evoka.cli.plot.ConvergencePlot;
import dev.evoka.cli.result.OutputFile;
import dev.evoka.cli.result.RunResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options that name the files a run's result is written to.
final class Outputs {

    @Option(names = "--out", paramLabel = "FILE", description = "Write the best parameters to this file (JSON).")
    @Nullable
    Path out;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "Draw error over evaluations to this file (.svg or .png).")
    @Nullable
    Path plot;

    /// Looks whether the files can be written, before a long run begins.
    void check() {
        Optional.ofNullable(out).ifPresent(file -> new OutputFile("--out", file).check());
        Optional.ofNullable(plot).ifPresent(file -> {
            ConvergencePlot.Format.of(file);
            new OutputFile("--plot", file).check();
        });
    }

    /// Writes them.
    ///
    /// @return a line for each
    List<String> write(RunResult result) {
        List<String> lines = new ArrayList<>();
        Optional.ofNullable(out).ifPresent(file -> {
            String json = result.parameters().toString() + System.lineSeparator();
            new OutputFile("--out", file).write(stream -> stream.write(json.getBytes(StandardCharsets.UTF_8)));
            lines.add("parameters   " + file);
        });
        Optional.ofNullable(plot).ifPresent(file -> {
            ConvergencePlot drawn = new ConvergencePlot(result.run(), result.history());
            new OutputFile("--plot", file).write(stream -> drawn.write(ConvergencePlot.Format.of(file), stream));
            lines.add("plot         " + file);
        });
        return lines;
    }
}
