package dev.evoka.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A Java program in a process of its own. It can be killed, frozen, and started again under the same identity: the
/// same arguments, the same log file.
public final class JavaProcess implements AutoCloseable {

    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final Duration GONE_LIMIT = Duration.ofSeconds(30);

    private final String name;
    private final String ready;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private @Nullable Running running;

    private record Running(Process process, CountDownLatch ready) {}

    /// @param folder where the log goes
    /// @param ready text of the output line that says that the program is ready
    /// @param command arguments of the `java` launcher: flags, main class, arguments
    JavaProcess(Path folder, String name, String ready, List<String> command) {
        this(folder, name, ready, command, Map.of());
    }

    /// @param environment variables that it sees besides those of this process
    JavaProcess(Path folder, String name, String ready, List<String> command, Map<String, String> environment) {
        this.name = name;
        this.ready = ready;
        this.environment = environment;
        this.command = new ArrayList<>(command);
        this.command.addFirst(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        this.log = folder.resolve(name + ".log");
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    String name() {
        return name;
    }

    /// Starts; returns at once.
    JavaProcess start() {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            Running started = new Running(process, new CountDownLatch(1));
            Thread.ofVirtual().name(name + "-output").start(() -> copy(started));
            running = started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private void copy(Running of) {
        try (BufferedReader output = of.process.inputReader(StandardCharsets.UTF_8);
                PrintWriter file = new PrintWriter(
                        Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND), true)) {
            file.println("--- started, process " + of.process.pid());
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                file.println(line);
                if (line.contains(ready)) {
                    of.ready.countDown();
                }
            }
        } catch (IOException e) {
            of.process.destroyForcibly(); // its output is lost: the test that awaits it shall see that
        }
    }

    private Running current() {
        if (running == null) {
            throw new IllegalStateException(name + " was not started");
        }
        return running;
    }

    /// Waits until the program has said that it is ready.
    public JavaProcess awaitReady() {
        Running started = current();
        Await.until(
                name + " is ready, see " + log,
                READY_LIMIT,
                () -> started.ready.getCount() == 0 || !started.process.isAlive());
        if (!started.process.isAlive()) {
            throw new AssertionError(name + " ended before it was ready: " + tail());
        }
        return this;
    }

    boolean alive() {
        return running != null && running.process.isAlive();
    }

    /// Exit code of a program that has ended.
    int exitCode() {
        return current().process.exitValue();
    }

    /// What it has said so far, all lives together.
    public List<String> log() {
        try {
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The last lines of the log.
    private String tail() {
        List<String> lines = log();
        return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }

    /// SIGKILL: the program learns nothing of it.
    void kill() {
        current().process.destroyForcibly();
        awaitGone();
    }

    /// SIGTERM: the program may close what it has open.
    void stop() {
        signal("TERM"); // Process.destroy would close the output too, and copying it would then kill the program
        awaitGone();
    }

    /// SIGSTOP: the program stands still, its connections stay.
    void freeze() {
        signal("STOP");
    }

    /// SIGCONT: the program goes on as if nothing had been.
    void thaw() {
        signal("CONT");
    }

    private void signal(String signal) {
        String pid = Long.toString(current().process.pid());
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, pid).start();
            if (kill.waitFor() != 0) {
                throw new AssertionError("kill -%s %s failed for %s".formatted(signal, pid, name));
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitGone() {
        Process process = current().process;
        try {
            if (!process.waitFor(GONE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(name + " did not stop within " + GONE_LIMIT + ": " + tail());
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (running != null) {
            running.process.destroyForcibly();
        }
    }
}
