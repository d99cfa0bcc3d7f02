package dev.evoka.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A program in a process of its own, started as a user starts it, and killed with SIGKILL.
final class Program implements AutoCloseable {

    private static final long LIMIT_SECONDS = 30;

    private final List<String> command;
    private final Path log;
    private Optional<Process> process = Optional.empty();

    private Program(List<String> command, Path log) {
        this.command = List.copyOf(command);
        this.log = log;
    }

    /// An `evoka` command: by the script that started this benchmark, or by Java if there was none.
    static Program evoka(Path log, String... arguments) {
        String script = System.getProperty("evoka.program", "");
        List<String> command = new ArrayList<>();
        if (script.isEmpty()) {
            command.addAll(java("dev.evoka.cli.Evoka"));
        } else {
            command.add(script);
        }
        command.addAll(List.of(arguments));
        return new Program(command, log);
    }

    /// A class with a main method.
    static Program java(Path log, String main, String... arguments) {
        List<String> command = new ArrayList<>(java(main));
        command.addAll(List.of(arguments));
        return new Program(command, log);
    }

    private static List<String> java(String main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main);
    }

    /// Starts; returns at once.
    Program start() throws IOException {
        process = Optional.of(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
        return this;
    }

    void kill() throws InterruptedException {
        if (process.isPresent() && !process.get().destroyForcibly().waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a killed process lives on: " + command);
        }
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
