package dev.evoka.evaluator.objective;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A running command that answers lines with lines. For one thread at a time; only [#kill] may come from others.
final class CommandProcess {

    /// A command that writes more without an end of line does not answer, it babbles.
    private static final int LONGEST_LINE = 1 << 20;

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Process process;
    private final OutputStream requests;
    private final InputStream answers;
    private final LastLines complaints;

    private CommandProcess(Process process) {
        this.process = process;
        this.requests = process.getOutputStream();
        this.answers = new BufferedInputStream(process.getInputStream());
        this.complaints = LastLines.of(process.getErrorStream());
    }

    /// Starts a command.
    ///
    /// @param folder its working directory
    /// @throws IOException if there is no such program or folder
    static CommandProcess start(List<String> command, Path folder) throws IOException {
        return new CommandProcess(
                new ProcessBuilder(command).directory(folder.toFile()).start());
    }

    /// Writes a line and reads one.
    ///
    /// @throws EOFException if the command ended instead of answering
    String exchange(String request) throws IOException {
        requests.write((request + "\n").getBytes(StandardCharsets.UTF_8));
        requests.flush();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = answers.read(); next != '\n'; next = answers.read()) {
            if (next < 0) {
                throw new EOFException("the command ended");
            }
            if (line.size() == LONGEST_LINE) {
                throw new IOException("the command wrote %d bytes without an end of line".formatted(LONGEST_LINE));
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    boolean alive() {
        return process.isAlive();
    }

    /// How the command ended, if it did, and what it wrote to stderr last.
    String obituary() throws InterruptedException {
        boolean ended = process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        String last = complaints.text(ended ? PATIENCE : Duration.ZERO);
        String how = ended ? "exit code " + process.exitValue() : "still running";
        return last.isEmpty() ? how : how + ", stderr: " + last;
    }

    /// Ends the command and what it started, at once.
    void kill() {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    /// Lets the command end by itself: its input ends. Kills it if it does not.
    void close() {
        try {
            requests.close();
            if (process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (IOException e) {
            // What the last request left unwritten nobody needs.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }
}
