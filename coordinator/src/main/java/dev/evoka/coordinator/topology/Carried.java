package dev.evoka.coordinator.topology;

import dev.evoka.coordinator.journal.RunJournal;
import dev.evoka.schemas.Run;

/// A run that a task carries.
sealed interface Carried permits CarriedLoop, FailedRun {

    /// The run's record, as it holds.
    Run record();

    /// What outlives a crash of it.
    RunJournal journal();
}
