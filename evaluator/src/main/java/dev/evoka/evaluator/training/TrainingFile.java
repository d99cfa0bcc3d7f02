package dev.evoka.evaluator.training;

import dev.evoka.evaluator.data.Digest;
import dev.evoka.evaluator.data.NamedFiles;
import dev.evoka.spec.FileSpec;
import dev.evoka.spec.SpecException;
import java.nio.file.Path;

/// A file that a run needs, as it was at the submission.
///
/// @param path absolute path
/// @param sha256 digest in hexadecimal
public record TrainingFile(String path, String sha256) {

    /// The file as it is now.
    ///
    /// @param key key of the spec that names it, for error messages
    static TrainingFile of(FileSpec file, NamedFiles files, String key) {
        NamedFiles.Found found = files.find(file, key);
        return new TrainingFile(found.path().toString(), found.sha256());
    }

    /// Its path here, if it is what it was.
    ///
    /// @throws SpecException if it is not there, or another
    Path checked(String key) {
        Path file = Path.of(path);
        String found = Digest.of(file, key);
        if (!found.equals(sha256)) {
            throw new SpecException(
                    "%s: %s is not what it was when the run was submitted (SHA-256 %s, now %s): restore it, or submit the run again"
                            .formatted(key, path, sha256, found));
        }
        return file;
    }
}
