package dev.evoka.cli.broker;

import dev.evoka.spec.SpecException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder that an embedded broker and the results of its runs live in. One process at a time has it.
public final class DataFolder implements AutoCloseable {

    /// Version of what the folder contains; another one cannot be read.
    static final String VERSION = "1";

    private static final String LOCK = "evoka.lock";
    private static final String BROKER = "kafka";
    private static final String VERSION_FILE = "evoka.version";

    private final Path folder;
    private final FileChannel lock;
    private final boolean fresh;

    private DataFolder(Path folder, FileChannel lock, boolean fresh) {
        this.folder = folder;
        this.lock = lock;
        this.fresh = fresh;
    }

    /// Takes the folder, and makes it if it is not there.
    ///
    /// @throws SpecException if it cannot be used, with the reason
    public static DataFolder open(Path folder) {
        FileChannel lock = null;
        try {
            boolean fresh = !Files.exists(folder.resolve(VERSION_FILE));
            Files.createDirectories(folder);
            check(folder, fresh);
            lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(lock)) {
                lock.close();
                throw new SpecException(
                        "data folder %s is in use by another evoka: wait for it, or give another --data-dir"
                                .formatted(folder));
            }
            if (fresh) {
                Files.writeString(folder.resolve(VERSION_FILE), VERSION + System.lineSeparator());
            }
            return new DataFolder(folder, lock, fresh);
        } catch (IOException e) {
            close(lock);
            throw new SpecException(
                    "data folder %s cannot be used (%s): give another --data-dir".formatted(folder, reason(e)), e);
        }
    }

    private static void check(Path folder, boolean fresh) throws IOException {
        if (fresh) {
            if (Files.exists(folder.resolve(BROKER))) {
                throw new SpecException("data folder %s has a folder %s that is not Evoka's: give another --data-dir"
                        .formatted(folder, BROKER));
            }
            return;
        }
        String version = Files.readString(folder.resolve(VERSION_FILE)).strip();
        if (!version.equals(VERSION)) {
            throw new SpecException(
                    "data folder %s has version %s but this Evoka reads version %s: give another --data-dir"
                            .formatted(folder, version, VERSION));
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock taken = channel.tryLock();
            return taken != null;
        } catch (OverlappingFileLockException e) {
            return false; // taken by this process itself
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied for " + denied.getFile();
            case FileAlreadyExistsException exists -> exists.getFile() + " is no folder";
            case NotDirectoryException file -> file.getFile() + " is no folder";
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            default -> String.valueOf(e.getMessage());
        };
    }

    /// True if nothing was in it before.
    public boolean fresh() {
        return fresh;
    }

    /// Path of the folder.
    public Path path() {
        return folder;
    }

    /// Folder of the broker's log.
    public Path broker() {
        return folder.resolve(BROKER);
    }

    /// Folder of the results.
    public Path results() {
        return folder.resolve("results");
    }

    /// Folder of the files that came with specs.
    public Path artifacts() {
        return folder.resolve("artifacts");
    }

    /// Deletes the broker's log, so that the results are all that is left. The broker must be closed.
    public void deleteLog() throws IOException {
        if (!Files.exists(broker())) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(broker())) {
            files = walk.toList();
        }
        for (Path file : files.reversed()) {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() {
        close(lock);
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("a lock file could be opened but not closed", e);
        }
    }
}
