package dev.evoka.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Files on disk, under the digests of their content. A file gets its name when its content was checked; the ones that
/// were not used for longest are deleted when all together take too much room. Several processes may share the folder.
final class ArtifactStore {

    private static final Logger LOG = LoggerFactory.getLogger(ArtifactStore.class);
    private static final int BUFFER = 1 << 16;
    private static final String PART = "part-";

    /// Nobody writes so slowly: whoever began it was killed.
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final Path folder;
    private final long most;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    ArtifactStore(ArtifactFolder folder) {
        this.folder = folder.path();
        this.most = folder.most();
    }

    /// Where a file comes from.
    interface Source {
        /// Writes it.
        void write(Path part) throws IOException;

        /// What to say if it has another digest than it should have.
        String mismatch(String found);
    }

    /// The file with a digest; taken from its source if it is not here.
    ///
    /// @throws ArtifactException if the source does not have it, or another
    Path file(String sha256, Source source) {
        Path file = folder.resolve(sha256);
        synchronized (locks.computeIfAbsent(sha256, name -> new Object())) {
            try {
                if (Files.exists(file)) {
                    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
                } else {
                    fetch(sha256, file, source);
                }
                return file;
            } catch (IOException e) {
                throw new ArtifactException("artifact %s cannot be kept in %s: %s".formatted(sha256, folder, e), e);
            }
        }
    }

    private void fetch(String sha256, Path file, Source source) throws IOException {
        Path part = part();
        try {
            source.write(part);
            String found = Sha256.of(part);
            if (!found.equals(sha256)) {
                throw new ArtifactException(source.mismatch(found));
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            LOG.atInfo()
                    .addKeyValue("artifact", sha256)
                    .addKeyValue("bytes", Files.size(file))
                    .log("artifact fetched");
        } finally {
            Files.deleteIfExists(part);
        }
        makeRoom(file);
    }

    /// Takes a file that somebody sends.
    ///
    /// @param sha256 digest that it is to have
    /// @param limit most bytes
    /// @throws ArtifactException if it is larger, or not what it should be
    Path receive(InputStream in, String sha256, long limit) throws IOException {
        Path part = part();
        try {
            MessageDigest digest = Sha256.digest();
            long size = 0;
            try (OutputStream out = Files.newOutputStream(part)) {
                byte[] buffer = new byte[BUFFER];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    size += read;
                    if (size > limit) {
                        throw new ArtifactException(
                                "artifact %s must be ≤ %d bytes but is larger".formatted(sha256, limit));
                    }
                    digest.update(buffer, 0, read);
                    out.write(buffer, 0, read);
                }
            }
            String found = Sha256.name(digest);
            if (!found.equals(sha256)) {
                throw new ArtifactException("artifact %s arrived as %s: send it again".formatted(sha256, found));
            }
            Path file = folder.resolve(sha256);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            makeRoom(file);
            return file;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private Path part() throws IOException {
        Files.createDirectories(folder);
        return Files.createTempFile(folder, PART, "");
    }

    private record Kept(Path file, long bytes, FileTime used) {}

    /// @param needed the one file that stays in any case
    private void makeRoom(Path needed) throws IOException {
        List<Kept> files = new ArrayList<>();
        FileTime abandoned = FileTime.from(Instant.now().minus(ABANDONED));
        try (Stream<Path> all = Files.list(folder)) {
            for (Path each : all.toList()) {
                try {
                    String name = each.getFileName().toString();
                    if (Sha256.isName(name)) {
                        files.add(new Kept(each, Files.size(each), Files.getLastModifiedTime(each)));
                    } else if (name.startsWith(PART)
                            && Files.getLastModifiedTime(each).compareTo(abandoned) < 0) {
                        Files.deleteIfExists(each);
                    }
                } catch (NoSuchFileException e) {
                    LOG.atDebug().log("another process deleted {}", each);
                }
            }
        }
        long bytes = files.stream().mapToLong(Kept::bytes).sum();
        files.sort(Comparator.comparing(Kept::used));
        for (Kept each : files) {
            if (bytes > most && !each.file().equals(needed)) {
                Files.deleteIfExists(each.file());
                bytes -= each.bytes();
            }
        }
    }
}
