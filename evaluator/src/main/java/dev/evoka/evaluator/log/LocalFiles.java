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
    /// @throws SpecException if an artifact is not there, or not what its digest says
    public Run of(Run run) {
        String facts = ArtifactReference.replaced(
                run.getFacts(),
                text -> ArtifactReference.of(text)
                        .map(reference -> path(reference, run))
                        .orElse(text));
        return Run.newBuilder(run).setFacts(facts).build();
    }

    private String path(ArtifactReference reference, Run run) {
        try {
            return files.file(reference).toString();
        } catch (ArtifactException e) {
            String key = FileKeys.of(run.getSpec(), reference.sha256())
                    .map(each -> each + ": ")
                    .orElse("");
            throw new SpecException(key + e.getMessage(), e);
        }
    }
}
