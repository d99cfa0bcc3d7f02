package dev.evoka.coordinator.run;

import dev.evoka.measures.ErrorMeasure;
import dev.evoka.optimizers.Budget;
import dev.evoka.optimizers.SearchSpace;
import dev.evoka.optimizers.StopConditions;
import dev.evoka.schemas.Run;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import java.nio.file.Path;

/// A run as the loop needs it: read from the run's record, checked.
///
/// @param run identifier
/// @param method what is searched, and with which optimizer
/// @param stop when to end
/// @param failures how many failures are borne
/// @param shards data shards
/// @param measure error measure
/// @param validationMeasure error measure on held-out examples
/// @param classes target classes; 0 if there are none
/// @param submitted milliseconds since 1970
public record RunDefinition(
        String run,
        Method method,
        StopConditions stop,
        Failures failures,
        int shards,
        ErrorMeasure measure,
        ErrorMeasure validationMeasure,
        int classes,
        long submitted) {

    /// Reads a run's record.
    ///
    /// @throws SpecException if its spec is wrong
    public static RunDefinition of(Run run) {
        RunSpec spec = SpecReader.fromJson(run.getSpec(), Path.of(""));
        ErrorMeasure measure = ErrorMeasures.named(run.getMeasure());
        if (run.getShards() < 1) {
            throw new SpecException("objective.shards must be ≥ 1 but was " + run.getShards());
        }
        StopConditions stop = stop(run, spec);
        // An optimizer keeps the budget that it began with: its course must not change when the run is extended.
        Budget budget = OptimizerSpec.budget(spec.optimizer(), StopSpec.conditions(spec.stop()));
        return new RunDefinition(
                run.getRun(),
                method(run, spec, budget),
                stop,
                SpecReader.bind(spec.failures(), Failures.class, "failures"),
                run.getShards(),
                measure,
                run.getValidationMeasure().isEmpty() ? measure : ErrorMeasures.named(run.getValidationMeasure()),
                run.getClasses(),
                run.getSubmitted().toEpochMilli());
    }

    /// When a run ends: by its spec, or as it was extended.
    ///
    /// @throws SpecException if the conditions are wrong
    public static StopConditions stop(Run run) {
        return stop(run, SpecReader.fromJson(run.getSpec(), Path.of("")));
    }

    private static StopConditions stop(Run run, RunSpec spec) {
        return run.getStop().isEmpty() ? StopSpec.conditions(spec.stop()) : StopSpec.conditions(run.getStop());
    }

    private static Method method(Run run, RunSpec spec, Budget budget) {
        if (run.getWeights() > 0) {
            return SeededSpec.method(spec.optimizer(), run.getWeights(), spec.seed(), budget);
        }
        SearchSpace space = ParametersSpec.of(spec.parameters())
                .space(run.getParameters(), run.getParameters().size());
        return new Method.Dense(
                run.getParameters(),
                OptimizerSpec.algorithm(spec.optimizer(), space, spec.seed(), budget),
                space,
                spec.seed(),
                budget);
    }

    /// Numbers that travel with a candidate.
    public long dimension() {
        return switch (method) {
            case Method.Dense dense -> dense.parameters().size();
            case Method.Seeded seeded -> seeded.weights();
        };
    }
}
