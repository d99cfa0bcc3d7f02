package dev.evoka.coordinator.http;

import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A secret that says who asks, kept as its digest.
///
/// @param name name of its owner, as runs show it
/// @param role what the owner may do
/// @param digest SHA-256 of the secret
public record Token(String name, Role role, byte[] digest) {

    private static final int SHORTEST = 16;

    /// Reads a file with a token in each line: role, name, secret. Lines that begin with # are comments.
    ///
    /// @throws SpecException naming the line, and never the secret
    public static List<Token> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new SpecException("--tokens %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                tokens.add(parse(line, "--tokens %s, line %d".formatted(file, i + 1)));
            }
        }
        if (tokens.isEmpty()) {
            throw new SpecException("--tokens %s has no token: write lines like 'operator ada SECRET'".formatted(file));
        }
        return tokens;
    }

    private static Token parse(String line, String place) {
        String[] parts = line.split("\\s+", -1);
        if (parts.length != 3) {
            throw new SpecException("%s must be 'ROLE NAME SECRET' but has %d parts".formatted(place, parts.length));
        }
        Role role = switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "viewer" -> Role.VIEWER;
            case "operator" -> Role.OPERATOR;
            default ->
                throw new SpecException(
                        "%s: the role must be viewer or operator but was %s".formatted(place, parts[0]));
        };
        if (parts[2].length() < SHORTEST) {
            throw new SpecException("%s: the secret must have at least %d characters".formatted(place, SHORTEST));
        }
        return new Token(parts[1], role, digest(parts[2]));
    }

    static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    boolean fits(byte[] other) {
        return MessageDigest.isEqual(digest, other);
    }

    @Override
    public String toString() {
        return "Token[%s, %s]".formatted(name, role);
    }
}
