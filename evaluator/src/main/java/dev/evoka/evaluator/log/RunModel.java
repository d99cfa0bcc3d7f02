package dev.evoka.evaluator.log;

import dev.evoka.artifacts.ArtifactFolder;
import dev.evoka.evaluator.training.TrainedModel;
import dev.evoka.schemas.Run;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/// The model of a run, rebuilt from the file that it began with and the log of its updates: with the same bits that its
/// evaluators hold. Not for several threads.
public final class RunModel implements AutoCloseable {

    private final Run run;
    private final TrainedModel model;
    private final FollowedWeights weights;

    private RunModel(Run run, TrainedModel model, FollowedWeights weights) {
        this.run = run;
        this.model = model;
        this.weights = weights;
    }

    /// Opens the model of a run as it was at the start; files that come through Kafka are kept where they usually are.
    ///
    /// @param client properties for Kafka and the schema registry
    /// @param wanted newest generation that is asked for
    /// @throws SpecException if there is no such run, it is not of a model, or its file is not what it was
    public static RunModel open(Map<String, Object> client, String id, long wanted) {
        return open(client, ArtifactFolder.usual(), id, wanted);
    }

    /// Opens the model of a run as it was at the start.
    ///
    /// @param client properties for Kafka and the schema registry
    /// @param files where files that come through Kafka are kept
    /// @param wanted newest generation that is asked for
    /// @throws SpecException if there is no such run, it is not of a model, or its file is not what it was
    public static RunModel open(Map<String, Object> client, ArtifactFolder files, String id, long wanted) {
        Run run;
        try (RunCatalogue catalogue = RunCatalogue.of(client)) {
            run = catalogue
                    .run(id)
                    .orElseThrow(() -> new SpecException(
                            "there is no run %s: its identifier is what 'evoka run' says when it begins"
                                    .formatted(id)));
        }
        if (run.getWeights() == 0) {
            throw new SpecException("run %s has no model: its parameters are its result".formatted(id));
        }
        run = new LocalFiles(files.open(client)).of(run);
        TrainedModel model = TrainedModel.open(SpecReader.fromJson(run.getSpec(), Path.of("")), run.getFacts());
        FollowedWeights weights =
                new FollowedWeights(client, id, model.base(), model.checkpoint(), new Artifacts(client), wanted);
        return new RunModel(run, model, weights);
    }

    /// The run.
    public Run run() {
        return run;
    }

    /// The model.
    public TrainedModel model() {
        return model;
    }

    /// Number of updates that the log has.
    ///
    /// @return empty if it cannot be read within the limit
    public OptionalLong newest(Duration limit) throws InterruptedException {
        return weights.newest(limit);
    }

    /// Brings the model to a generation: the state after that many updates.
    ///
    /// @return false if the log does not have so many, or cannot be read within the limit
    public boolean reach(long generation, Duration limit) throws InterruptedException {
        if (model.base().generation() > generation) {
            weights.restart(model::restart);
        }
        return weights.reach(generation, limit);
    }

    @Override
    public void close() {
        weights.close();
        model.close();
    }
}
