package dev.evoka.artifacts;

import dev.evoka.spec.FileSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches files over HTTP. What is interrupted goes on where it was; a server that is not there, or has too much to
/// do, is asked again after pauses that double.
final class Downloads {

    private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);
    private static final int BUFFER = 1 << 16;
    private static final int CONNECT_MILLISECONDS = 10_000;

    /// Longest silence of a server in the midst of a file.
    private static final int SILENCE_MILLISECONDS = 60_000;

    private static final int ATTEMPTS = 6;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private static final int PARTIAL = 206;
    private static final int WRONG_RANGE = 416;
    /// Request timeout, too many requests: the server itself says that it is for now.
    private static final Set<Integer> FOR_NOW = Set.of(408, 425, 429);

    private final long most;
    private final Duration pause;

    /// @param most bytes of the largest file
    Downloads(long most) {
        this(most, PAUSE);
    }

    /// @param pause pause after the first attempt
    Downloads(long most, Duration pause) {
        this.most = most;
        this.pause = pause;
    }

    /// Writes what lies at an address to a file.
    ///
    /// @param sha256 digest that it should have; whether it has is for others to say
    /// @throws ArtifactException if it cannot be had
    void fetch(URI url, String sha256, Path part) throws IOException {
        boolean whole = true;
        for (int attempt = 1; ; attempt++) {
            try {
                whole &= Files.size(part) == 0;
                fetch(url, part);
                if (whole || Sha256.of(part).equals(sha256)) {
                    return;
                }
                Files.write(part, new byte[0]); // the file changed between two pieces of it
                whole = true;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new ArtifactException(
                            "%s cannot be fetched after %d attempts: %s"
                                    .formatted(FileSpec.plain(url), attempt, e.getMessage()),
                            e);
                }
                LOG.atWarn()
                        .addKeyValue("url", FileSpec.plain(url))
                        .addKeyValue("attempt", attempt)
                        .log("cannot be fetched, is tried again: {}", e.getMessage());
                sleep(pause.multipliedBy(1L << (attempt - 1)), url);
            }
        }
    }

    private void fetch(URI url, Path part) throws IOException {
        long before = Files.size(part);
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        try {
            connection.setConnectTimeout(CONNECT_MILLISECONDS);
            connection.setReadTimeout(SILENCE_MILLISECONDS);
            connection.setRequestProperty("User-Agent", "evoka");
            if (before > 0) {
                connection.setRequestProperty("Range", "bytes=%d-".formatted(before));
            }
            int status = connection.getResponseCode();
            if (status == WRONG_RANGE) {
                Files.write(part, new byte[0]);
                throw new IOException("the file is shorter than what came before");
            }
            if (status >= 500 || FOR_NOW.contains(status)) {
                throw new IOException("the server answers " + status);
            }
            if (status != HttpURLConnection.HTTP_OK && status != PARTIAL) {
                throw new ArtifactException("%s cannot be fetched: the server answers %d, is the address right?"
                        .formatted(FileSpec.plain(url), status));
            }
            long begin = status == PARTIAL ? before : 0;
            try (InputStream in = connection.getInputStream();
                    OutputStream out = Files.newOutputStream(
                            part,
                            StandardOpenOption.WRITE,
                            status == PARTIAL ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING)) {
                copy(in, out, begin, connection.getContentLengthLong(), url);
            }
        } finally {
            connection.disconnect();
        }
    }

    /// @param begin bytes that are there already
    /// @param length bytes that are to come; negative if the server does not say
    private void copy(InputStream in, OutputStream out, long begin, long length, URI url) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = begin;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            size += read;
            if (size > most || Thread.currentThread().isInterrupted()) {
                throw new ArtifactException(
                        size > most
                                ? "%s has more than the %d bytes that files may take here: raise --cache-size"
                                        .formatted(FileSpec.plain(url), most)
                                : "%s was not fetched: the service ends".formatted(FileSpec.plain(url)));
            }
            out.write(buffer, 0, read);
        }
        if (length >= 0 && size < begin + length) {
            throw new IOException("the connection broke after %d of %d bytes".formatted(size, begin + length));
        }
    }

    private static void sleep(Duration pause, URI url) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArtifactException("%s was not fetched: the service ends".formatted(FileSpec.plain(url)), e);
        }
    }
}
