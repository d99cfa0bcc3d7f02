package dev.evoka.coordinator.control;

import dev.evoka.artifacts.ArtifactCache;
import dev.evoka.coordinator.run.Submission;
import dev.evoka.spec.RunSpec;
import dev.evoka.spec.SpecException;
import dev.evoka.spec.SpecReader;
import java.nio.file.Path;
import java.util.List;

/// Makes out what a run is to be from what somebody hands in, everything checked.
///
/// @param resolver knows what an objective needs
/// @param cache has the files that came with specs
/// @param shared folders that all services see under the same path
public record Drafts(ObjectiveResolver resolver, ArtifactCache cache, List<Path> shared) {

    public Drafts {
        shared = shared.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    }

    /// What the run is to be.
    ///
    /// @throws SpecException if the spec is wrong
    Submission draft(Submittal submittal) {
        RunSpec parsed = SpecReader.parse(submittal.spec(), Path.of(submittal.folder()));
        if (parsed.objective().has("command")) {
            return resolver.resolve(parsed);
        }
        SpecFiles.checkPaths(parsed.objective(), shared);
        try (SpecFiles files = new SpecFiles(submittal.files(), cache)) {
            try {
                Submission found = resolver.resolve(SpecReader.parse(submittal.spec(), files.folder()));
                return found.withFacts(files.facts(found.facts()));
            } catch (SpecException e) {
                throw new SpecException(files.told(String.valueOf(e.getMessage())), e);
            }
        }
    }
}
