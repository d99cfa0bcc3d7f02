package dev.evoka.evaluator.log;

import dev.evoka.artifacts.ArtifactCache;
import dev.evoka.artifacts.ArtifactException;
import dev.evoka.artifacts.ArtifactReference;
import dev.evoka.schemas.Run;
import dev.evoka.spec.SpecException;

/// Runs with the paths of their files on this machine, where they name artifacts.
///
/// @param files fetches artifacts
public record LocalFiles(ArtifactCache files) {

    /// The run with paths in the place of artifacts.
    ///
    /// @throws SpecException if an artifact is not there
    public Run of(Run run) {
        try {
            String facts = ArtifactReference.replaced(
                    run.getFacts(),
                    text -> ArtifactReference.sha256(text)
                            .map(sha256 -> files.file(sha256).toString())
                            .orElse(text));
            return Run.newBuilder(run).setFacts(facts).build();
        } catch (ArtifactException e) {
            throw new SpecException(String.valueOf(e.getMessage()), e);
        }
    }
}
