package dev.evoka.coordinator.run;

import dev.evoka.measures.ErrorMeasure;
import dev.evoka.measures.Measures;
import dev.evoka.optimizers.Algorithm;
import dev.evoka.optimizers.SearchSpace;
import dev.evoka.optimizers.StopConditions;
import dev.evoka.schemas.Run;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import java.nio.file.Path;
import java.util.List;

/// A run as the loop needs it: read from the run's record, checked.
///
/// @param run identifier
/// @param parameters names of the parameters
/// @param algorithm optimizer and its settings
/// @param space what is searched
/// @param stop when to end
/// @param failures how many failures are borne
/// @param seed every draw follows from it
/// @param shards data shards
/// @param measure error measure
/// @param classes target classes; 0 if there are none
/// @param submitted milliseconds since 1970
public record RunDefinition(
        String run,
        List<String> parameters,
        Algorithm algorithm,
        SearchSpace space,
        StopConditions stop,
        Failures failures,
        long seed,
        int shards,
        ErrorMeasure measure,
        int classes,
        long submitted) {

    /// Reads a run's record.
    ///
    /// @throws SpecException if its spec is wrong
    public static RunDefinition of(Run run) {
        RunSpec spec = SpecReader.fromJson(run.getSpec(), Path.of(""));
        int dimension = run.getParameters().size();
        ErrorMeasure measure = Measures.named(run.getMeasure())
                .orElseThrow(() -> new SpecException("objective.error must be one of %s but was '%s'"
                        .formatted(String.join(", ", Measures.names()), run.getMeasure())));
        if (run.getShards() < 1) {
            throw new SpecException("objective.shards must be ≥ 1 but was " + run.getShards());
        }
        SearchSpace space = ParametersSpec.of(spec.parameters()).space(run.getParameters(), dimension);
        return new RunDefinition(
                run.getRun(),
                run.getParameters(),
                OptimizerSpec.algorithm(spec.optimizer(), space, spec.seed()),
                space,
                StopSpec.conditions(spec.stop()),
                SpecReader.bind(spec.failures(), Failures.class, "failures"),
                spec.seed(),
                run.getShards(),
                measure,
                run.getClasses(),
                run.getSubmitted().toEpochMilli());
    }

    /// Number of parameters.
    public int dimension() {
        return parameters.size();
    }
}
