package dev.evoka.evaluator.objective;

import dev.evoka.artifacts.ArtifactFolder;
import dev.evoka.artifacts.RemoteFiles;
import dev.evoka.evaluator.data.DataFacts;
import dev.evoka.evaluator.data.DataSet;
import dev.evoka.evaluator.data.NamedFiles;
import dev.evoka.evaluator.data.RowRange;
import dev.evoka.evaluator.data.ShardData;
import dev.evoka.evaluator.data.Survey;
import dev.evoka.evaluator.training.Training;
import dev.evoka.evaluator.training.TrainingSpec;
import dev.evoka.evaluator.training.TrainingSurvey;
import dev.evoka.measures.Measures;
import dev.evoka.schemas.Run;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import dev.evoka.spec.Suggestion;
import java.nio.file.Path;
import java.util.List;

/// Finds out what a spec's objective needs, and opens it on a shard.
public final class Objectives {

    private Objectives() {}

    /// The same, with files that lie at an address in the usual folder.
    ///
    /// @throws SpecException if objective or data are wrong
    public static ResolvedObjective resolve(RunSpec spec) {
        return resolve(spec, ArtifactFolder.usual().remote());
    }

    /// Checks the objective, reads its data once and says what the run needs to know.
    ///
    /// @param remote fetches files that lie at an address
    /// @throws SpecException if objective or data are wrong
    public static ResolvedObjective resolve(RunSpec spec, RemoteFiles remote) {
        NamedFiles files = new NamedFiles(spec.folder(), remote);
        return switch (ObjectiveSpec.of(spec.objective())) {
            case ObjectiveSpec.Function function -> {
                List<String> names = BlackBoxParameters.names(spec.parameters());
                function(function).check(names.size());
                yield direct(names, "{}");
            }
            case ObjectiveSpec.Java java -> {
                JavaObjective.open(java, ObjectiveSettings.of(true)).close();
                yield direct(BlackBoxParameters.names(spec.parameters()), "{}");
            }
            case ObjectiveSpec.Command command -> {
                Path folder = spec.folder().toAbsolutePath().normalize();
                CommandObjective.check(command, folder);
                yield direct(BlackBoxParameters.names(spec.parameters()), new CommandFacts(folder.toString()).json());
            }
            case ObjectiveSpec.External external ->
                new ResolvedObjective(
                        BlackBoxParameters.names(spec.parameters()),
                        external.measure().measureName(),
                        0,
                        external.shards(),
                        "{}");
            case ObjectiveSpec.Weights weights -> weights(weights.spec(), spec, files);
            case ModelSpec model -> model(model, spec, files);
        };
    }

    private static ResolvedObjective direct(List<String> names, String facts) {
        return new ResolvedObjective(names, Measures.DIRECT.measureName(), 0, 1, facts);
    }

    private static ResolvedObjective weights(TrainingSpec training, RunSpec spec, NamedFiles files) {
        if (!spec.parameters().isEmpty()) {
            throw new SpecException("parameters must be left out: objective.trainable says which weights are trained");
        }
        TrainingSurvey survey = Training.survey(training, spec, files);
        return new ResolvedObjective(
                List.of(),
                survey.measure(),
                survey.classes(),
                training.shards(),
                files.facts(survey.facts().json()),
                survey.weights(),
                survey.validationMeasure());
    }

    private static ResolvedObjective model(ModelSpec model, RunSpec spec, NamedFiles files) {
        Measures measure = model.measure();
        Survey survey = Survey.of(model.dataSpec(), files, measure.classification());
        DataFacts facts = survey.facts();
        int chunks = RowRange.chunks(facts.rows());
        if (model.shards() > chunks) {
            throw new SpecException("objective.shards must be ≤ %d for %d rows (a shard has at least %d) but was %d"
                    .formatted(chunks, facts.rows(), RowRange.CHUNK, model.shards()));
        }
        if (measure == Measures.R2 && survey.constant()) {
            throw new SpecException(
                    "%s: the same value in every row has no R²: set objective.error to mse".formatted(survey.target()));
        }
        List<String> names =
                model.model(survey.features(), outputs(facts.labels())).parameters();
        if (spec.parameters().has("dimension")
                && spec.parameters().path("dimension").asInt() != names.size()) {
            throw new SpecException("parameters.dimension is %s, but the model has %d parameters: remove the key"
                    .formatted(spec.parameters().path("dimension"), names.size()));
        }
        return new ResolvedObjective(
                names, measure.measureName(), facts.labels().size(), model.shards(), files.facts(facts.json()));
    }

    /// Opens the run's objective on a shard, with commands allowed.
    public static ShardObjective open(Run run, int shard) {
        return open(run, shard, ObjectiveSettings.of(true));
    }

    /// Opens the run's objective on a shard.
    ///
    /// @throws SpecException if this machine lacks what the objective needs, or the data is not what it was at the
    /// submission
    public static ShardObjective open(Run run, int shard, ObjectiveSettings settings) {
        RunSpec spec = SpecReader.fromJson(run.getSpec(), Path.of(""));
        return switch (ObjectiveSpec.of(spec.objective())) {
            case ObjectiveSpec.Function function -> function(function);
            case ObjectiveSpec.Java java -> JavaObjective.open(java, settings);
            case ObjectiveSpec.Command command ->
                CommandObjective.open(
                        command, Path.of(CommandFacts.of(run.getFacts()).folder()), run.getParameters(), settings);
            case ObjectiveSpec.External external -> new ForeignObjective();
            case ObjectiveSpec.Weights weights ->
                throw new IllegalStateException("weights are followed by their updates, not opened");
            case ModelSpec model -> open(model, run, shard);
        };
    }

    private static ShardObjective open(ModelSpec model, Run run, int shard) {
        DataFacts facts = DataFacts.of(run.getFacts());
        DataSet data = ShardData.load(model.dataSpec(), facts, RowRange.of(facts.rows(), shard, run.getShards()));
        return new ModelObjective(
                model.model(data.features(), outputs(data.labels())),
                model.measure(),
                facts.centre(),
                data,
                run.getShards());
    }

    /// One output for each class; for two classes, and for a number, one alone.
    private static List<String> outputs(List<String> labels) {
        return labels.size() > 2 ? labels : List.of("");
    }

    private static TestFunction function(ObjectiveSpec.Function spec) {
        return TestFunction.named(spec.function())
                .orElseThrow(() -> new SpecException("objective.function must be one of %s but was '%s'%s"
                        .formatted(
                                String.join(", ", TestFunction.names()),
                                spec.function(),
                                Suggestion.near(spec.function(), TestFunction.names()))));
    }
}
