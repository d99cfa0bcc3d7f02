package dev.evoka.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 digests in hexadecimal: the names of artifacts.
public final class Sha256 {

    private static final int BUFFER = 1 << 16;

    private Sha256() {}

    /// Whether a text is such a name.
    public static boolean isName(String text) {
        return text.matches("[0-9a-f]{64}");
    }

    /// The digest of a file.
    public static String of(Path file) throws IOException {
        MessageDigest digest = digest();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return name(digest);
    }

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String name(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
