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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Artifacts on disk, under their digests. A file gets its name when its content was checked; the ones that were not
/// used for longest are deleted when all together take too much room. Several processes may share the folder.
public final class ArtifactCache {

    private static final Logger LOG = LoggerFactory.getLogger(ArtifactCache.class);
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final long most;
    private final ArtifactReader reader;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    ArtifactCache(Map<String, Object> client, ArtifactFolder folder) {
        this.folder = folder.path();
        this.most = folder.most();
        this.reader = new ArtifactReader(client);
    }

    /// The file of an artifact; fetched from Kafka if it is not here.
    ///
    /// @throws ArtifactException if it is not there, or not what its name says
    public Path file(String sha256) {
        Path file = folder.resolve(sha256);
        synchronized (locks.computeIfAbsent(sha256, name -> new Object())) {
            try {
                if (Files.exists(file)) {
                    Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
                } else {
                    fetch(sha256, file);
                }
                return file;
            } catch (IOException e) {
                throw new ArtifactException("artifact %s cannot be kept in %s: %s".formatted(sha256, folder, e), e);
            }
        }
    }

    private void fetch(String sha256, Path file) throws IOException {
        Path part = part();
        try {
            reader.read(sha256, part);
            String found = Sha256.of(part);
            if (!found.equals(sha256)) {
                throw new ArtifactException("artifact %s arrived as %s: submit the run again".formatted(sha256, found));
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
    public Path receive(InputStream in, String sha256, long limit) throws IOException {
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
        return Files.createTempFile(folder, "part-", "");
    }

    private record Kept(Path file, long bytes, FileTime used) {}

    /// @param needed the one file that stays in any case
    private void makeRoom(Path needed) throws IOException {
        List<Kept> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path each : all.filter(path -> Sha256.isName(path.getFileName().toString()))
                    .toList()) {
                try {
                    files.add(new Kept(each, Files.size(each), Files.getLastModifiedTime(each)));
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
