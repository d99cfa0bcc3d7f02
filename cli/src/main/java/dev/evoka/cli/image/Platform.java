package dev.evoka.cli.image;

import java.util.List;
import java.util.Locale;

/// The processor that an image is for. Jars carry native libraries for all systems; an image needs those of one.
///
/// @param names what libraries call it
record Platform(List<String> names) {

    private static final List<String> LIBRARIES = List.of(".so", ".dylib", ".jnilib", ".dll", ".a");

    /// The processor of this machine.
    ///
    /// @param architecture as the system property `os.arch` says it
    /// @throws IllegalArgumentException if the libraries are not made for it
    static Platform of(String architecture) {
        return switch (architecture) {
            case "amd64" -> new Platform(List.of("amd64", "x86_64", "x86-64", "x64"));
            case "aarch64" -> new Platform(List.of("aarch64", "arm64"));
            default -> throw new IllegalArgumentException("images are for amd64 and aarch64, not for " + architecture);
        };
    }

    /// True for the native libraries of other systems, and what belongs to them.
    ///
    /// @param entry path in a jar
    boolean foreign(String entry) {
        String path = entry.toLowerCase(Locale.ROOT);
        if (path.contains(".dsym/")) {
            return true; // debugging symbols of macOS
        }
        return LIBRARIES.stream().anyMatch(path::endsWith)
                && !(path.contains("linux") && names.stream().anyMatch(path::contains));
    }
}
