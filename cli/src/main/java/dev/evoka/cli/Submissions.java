package dev.evoka.cli;

import dev.evoka.artifacts.ArtifactFolder;
import dev.evoka.artifacts.RemoteFiles;
import dev.evoka.coordinator.run.Submission;
import dev.evoka.evaluator.objective.Objectives;
import dev.evoka.evaluator.objective.ResolvedObjective;
import dev.evoka.schemas.Run;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecReader;
import java.nio.file.Path;
import java.time.Instant;

/// From a spec to a run's record, everything checked, the data included.
final class Submissions {

    private Submissions() {}

    static Run of(Path file, String suffix) {
        return of(SpecReader.read(file)).record(Instant.now(), suffix);
    }

    /// What the run of a spec needs to know of its objective.
    static Submission of(RunSpec spec) {
        return of(spec, ArtifactFolder.usual().remote());
    }

    /// What the run of a spec needs to know of its objective.
    ///
    /// @param remote fetches files that lie at an address
    static Submission of(RunSpec spec, RemoteFiles remote) {
        ResolvedObjective resolved = Objectives.resolve(spec, remote);
        return new Submission(
                spec,
                resolved.parameters(),
                resolved.measure(),
                resolved.classes(),
                resolved.shards(),
                resolved.facts(),
                resolved.weights(),
                resolved.validationMeasure());
    }
}
