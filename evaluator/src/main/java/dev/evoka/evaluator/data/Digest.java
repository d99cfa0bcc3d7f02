package dev.evoka.evaluator.data;

import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 digests of files.
public final class Digest {

    private static final int BUFFER = 1 << 16;

    private Digest() {}

    /// The digest in hexadecimal.
    ///
    /// @param key key of the spec that names the file, for error messages
    /// @throws SpecException if there is no such file
    public static String of(Path file, String key) {
        if (!Files.isRegularFile(file)) {
            throw new SpecException("%s: there is no file %s".formatted(key, file));
        }
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new SpecException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
