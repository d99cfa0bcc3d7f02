package dev.evoka.cli;

import dev.evoka.coordinator.run.Submission;
import dev.evoka.evaluator.objective.Objectives;
import dev.evoka.evaluator.objective.ResolvedObjective;
import dev.evoka.schemas.Run;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecReader;
import java.nio.file.Path;
import java.time.Instant;

/// From a spec file to a run's record, everything checked, the data included.
final class Submissions {

    private Submissions() {}

    static Run of(Path file, String suffix) {
        RunSpec spec = SpecReader.read(file);
        ResolvedObjective resolved = Objectives.resolve(spec);
        return new Submission(
                        spec,
                        resolved.parameters(),
                        resolved.measure(),
                        resolved.classes(),
                        resolved.shards(),
                        resolved.facts())
                .record(Instant.now(), suffix);
    }
}
