package dev.evoka.cli;

import dev.evoka.cli.watch.RunFollower;
import dev.evoka.evaluator.log.RunModel;
import dev.evoka.schemas.Best;
import dev.evoka.spec.SpecException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

/// Which generation of a run's model is meant, and the model brought there.
final class Generations {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private Generations() {}

    /// The generation that is asked for, or the one with the smallest validation error.
    ///
    /// @param asked the user's wish; empty = the best
    /// @throws SpecException if the run has no best yet
    static long chosen(Map<String, Object> client, String run, OptionalLong asked) {
        if (asked.isPresent()) {
            if (asked.getAsLong() < 0) {
                throw new SpecException("--generation must be ≥ 0 but was " + asked.getAsLong());
            }
            return asked.getAsLong();
        }
        try (RunFollower follower = new RunFollower(client, run)) {
            follower.begin();
            follower.catchUp();
            return follower.best()
                    .map(Best::getGeneration)
                    .orElseThrow(() -> new SpecException(
                            "run %s has no best model yet: give --generation 0 for the model at the start"
                                    .formatted(run)));
        }
    }

    /// Brings the model to a generation.
    ///
    /// @throws SpecException if the log is not that long
    static void reach(RunModel model, long generation) throws InterruptedException {
        long newest = model.newest(LIMIT)
                .orElseThrow(() -> new IllegalStateException("the log cannot be read within " + LIMIT));
        if (generation > newest) {
            throw new SpecException("--generation must be ≤ %d, the number of updates of run %s, but was %d"
                    .formatted(newest, model.run().getRun(), generation));
        }
        if (!model.reach(generation, LIMIT)) {
            throw new IllegalStateException(
                    "updates before generation %d are missing in the log".formatted(generation));
        }
    }
}
