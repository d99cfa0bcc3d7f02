package dev.evoka.evaluator.objective;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Reads a stream to its end and keeps the last lines, so that a command never waits for a reader of its complaints.
final class LastLines {

    private static final int LONGEST = 400;

    private final StringBuilder kept = new StringBuilder();
    private final Thread reading;

    private LastLines(InputStream stream) {
        reading = Thread.ofPlatform().name("command-stderr").daemon().unstarted(() -> read(stream));
    }

    static LastLines of(InputStream stream) {
        LastLines lines = new LastLines(stream);
        lines.reading.start();
        return lines;
    }

    private void read(InputStream stream) {
        char[] buffer = new char[1024];
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                keep(new String(buffer, 0, read));
            }
        } catch (IOException e) {
            keep("\n" + e.getMessage());
        }
    }

    private synchronized void keep(String text) {
        kept.append(text);
        if (kept.length() > LONGEST) {
            kept.delete(0, kept.length() - LONGEST);
        }
    }

    /// The last lines, in one.
    ///
    /// @param patience how long to wait for the end of the stream
    String text(Duration patience) throws InterruptedException {
        if (!patience.isZero()) {
            reading.join(patience);
        }
        synchronized (this) {
            return kept.toString().strip().replaceAll("\\s*\\R\\s*", " | ");
        }
    }
}
