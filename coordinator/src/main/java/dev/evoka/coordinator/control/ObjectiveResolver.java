package dev.evoka.coordinator.control;

import dev.evoka.coordinator.run.Submission;
import dev.evoka.spec.RunSpec;

/// Finds out what a spec's objective needs. Evaluators know how; the coordinator is only given the answer.
public interface ObjectiveResolver {

    /// Checks the objective and reads its data once.
    ///
    /// @throws dev.evoka.spec.SpecException if objective or data are wrong
    Submission resolve(RunSpec spec);
}
