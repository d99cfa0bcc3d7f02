package dev.evoka.coordinator.topology;

import dev.evoka.coordinator.journal.RunJournal;
import dev.evoka.schemas.Progress;
import dev.evoka.schemas.Run;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A run that its record or the optimizer makes impossible: it has no loop.
///
/// @param progress says so
record FailedRun(Run record, RunJournal journal, Progress progress) implements Carried {

    private static final Logger LOG = LoggerFactory.getLogger(FailedRun.class);

    static FailedRun of(Run record, RunJournal journal, RuntimeException cause) {
        String reason = Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
        LOG.atError().addKeyValue("run", record.getRun()).setCause(cause).log("run failed");
        Progress failure = new Progress(
                record.getRun(),
                -1L,
                0L,
                0,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                0L,
                0.0,
                "failed",
                reason,
                null);
        return new FailedRun(record, journal, failure);
    }
}
