package dev.evoka.containers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Runs programs of this machine.
///
/// @param folder where they run
/// @param environment variables that they see besides those of this process
record Shell(Path folder, Map<String, String> environment) {

    /// What a program said.
    ///
    /// @param code exit code; -1 if it took too long
    /// @param output what it wrote
    record Said(int code, String output) {

        boolean well() {
            return code == 0;
        }

        /// The last line that is not empty.
        String last() {
            return output.lines().filter(line -> !line.isBlank()).reduce("", (before, line) -> line.strip());
        }
    }

    Said run(Duration limit, String... command) {
        return run(limit, List.of(command));
    }

    Said run(Duration limit, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            CompletableFuture<String> output = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> {
                try {
                    output.complete(
                            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
                } catch (IOException e) {
                    output.completeExceptionally(e);
                }
            });
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return new Said(-1, "no answer within " + limit);
            }
            return new Said(process.exitValue(), output.join());
        } catch (IOException e) {
            return new Said(127, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// What a program wrote that must end well.
    String output(Duration limit, String... command) {
        Said said = run(limit, command);
        if (!said.well()) {
            throw new AssertionError(
                    "%s ended with %d: %s".formatted(String.join(" ", command), said.code(), said.output()));
        }
        return said.output();
    }
}
