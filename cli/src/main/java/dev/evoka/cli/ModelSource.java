package dev.evoka.cli;

import dev.evoka.evaluator.log.RunModel;
import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Options that name a run's model as it was at some generation.
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ModelSource {

    @Mixin
    RunSource source;

    @Option(
            names = "--generation",
            paramLabel = "N",
            description = "The model before this generation, which is after N updates (default: the best).")
    @Nullable
    Long generation;

    /// What is done with the model.
    interface Use {
        /// @param generation number of updates that it has taken
        void of(RunModel model, long generation) throws IOException;
    }

    /// Rebuilds the model and hands it over.
    ///
    /// @throws dev.evoka.spec.SpecException if there is no such model
    void with(Use use) throws IOException, InterruptedException {
        try (RunSource.Connection connection = source.connect()) {
            OptionalLong asked = generation == null ? OptionalLong.empty() : OptionalLong.of(generation);
            long chosen = Generations.chosen(connection.client(), source.run, asked);
            try (RunModel model = RunModel.open(connection.client(), source.run, chosen)) {
                Generations.reach(model, chosen);
                use.of(model, chosen);
            }
        }
    }

    /// Identifier of the run.
    String run() {
        return source.run;
    }
}
