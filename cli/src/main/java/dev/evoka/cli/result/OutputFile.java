package dev.evoka.cli.result;

import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file that is written as a whole or not at all.
///
/// @param option option that named it, for error messages
/// @param path its path
public record OutputFile(String option, Path path) {

    /// What writes the content.
    public interface Content {
        void write(OutputStream stream) throws IOException;
    }

    /// Looks whether the file can be written, before a long run begins.
    ///
    /// @throws SpecException if it cannot
    public void check() {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            throw new SpecException("%s %s: there is no folder %s".formatted(option, path, folder));
        }
        if (Files.isDirectory(path)) {
            throw new SpecException("%s %s is a folder: name a file".formatted(option, path));
        }
        if (!Files.isWritable(folder)) {
            throw new SpecException("%s %s: the folder %s is not writable".formatted(option, path, folder));
        }
    }

    /// Writes the file.
    ///
    /// @throws OutputException if that is not possible; a file of this name that was there before is untouched
    public void write(Content content) {
        Path part = folder().resolve("." + path.getFileName() + ".part");
        try {
            try (OutputStream stream = Files.newOutputStream(part)) {
                content.write(stream);
            }
            Files.move(part, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            part.toFile().delete();
            throw new OutputException("%s %s cannot be written: %s".formatted(option, path, e.getMessage()), e);
        }
    }

    private Path folder() {
        Path folder = path.toAbsolutePath().normalize().getParent();
        if (folder == null) {
            throw new SpecException("%s %s is a folder: name a file".formatted(option, path));
        }
        return folder;
    }
}
