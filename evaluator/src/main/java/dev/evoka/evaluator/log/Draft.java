package dev.evoka.evaluator.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/// A temporary file that is to become an artifact.
///
/// @param path where it is
/// @param sha256 its digest, in hexadecimal
public record Draft(Path path, String sha256) {

    /// What writes the content of a file.
    public interface Content {
        void write(OutputStream out) throws IOException;
    }

    /// Writes the file.
    public static Draft of(Content content) throws IOException {
        Path path = Files.createTempFile("evoka-artifact-", ".part");
        MessageDigest sha = Sha256.begin();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(path, StandardOpenOption.WRITE), sha)) {
            content.write(out);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(path);
            throw e;
        }
        return new Draft(path, Sha256.end(sha));
    }
}
