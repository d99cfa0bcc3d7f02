package dev.evoka.containers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The Docker engine of this machine: whether it is there, and fit to run the stack. What is wrong with the engine is a
/// reason to skip tests; what is wrong with the stack is not.
final class DockerEngine {

    private static final String SWITCH = "EVOKA_CONTAINERS";
    private static final String BASE = "eclipse-temurin:25-jre";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PULL_LIMIT = Duration.ofSeconds(90);

    private final Shell shell;

    DockerEngine(Path folder) {
        shell = new Shell(folder, Map.of());
    }

    /// Why the stack cannot run here; empty if it can.
    ///
    /// @param images images that it does not build itself
    Optional<String> missing(List<String> images) {
        if ("off".equals(System.getenv(SWITCH))) {
            return Optional.of(SWITCH + " is off");
        }
        return refused("no Docker engine answers", LIMIT, "docker", "version")
                .or(() -> refused("no docker compose", LIMIT, "docker", "compose", "version"))
                .or(() -> image(BASE))
                .or(() ->
                        images.stream().flatMap(image -> image(image).stream()).findFirst())
                .or(() -> refused(
                        "the engine cannot run a container",
                        LIMIT,
                        "docker",
                        "run",
                        "--rm",
                        "--read-only",
                        BASE,
                        "true"))
                .or(() -> refused(
                        "the engine cannot build an image",
                        LIMIT.multipliedBy(2),
                        "bash",
                        "-c",
                        "echo FROM %s | docker buildx build --quiet -".formatted(BASE)));
    }

    private Optional<String> image(String name) {
        return shell.run(LIMIT, "docker", "image", "inspect", name).well()
                ? Optional.empty()
                : refused("no image " + name, PULL_LIMIT, "docker", "pull", "--quiet", name);
    }

    private Optional<String> refused(String what, Duration limit, String... command) {
        Shell.Said said = shell.run(limit, command);
        return said.well() ? Optional.empty() : Optional.of("%s (%s)".formatted(what, said.last()));
    }
}
