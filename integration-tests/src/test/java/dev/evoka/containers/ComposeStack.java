package dev.evoka.containers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The stack of `docker-compose.yml`, under a project name and on ports of its own.
final class ComposeStack implements AutoCloseable {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String SLOW_MILLISECONDS = "10";
    private static final String JDK = "maven:3.9-eclipse-temurin-25";

    private final List<String> compose;
    private final Shell shell;
    private final String project;
    private final int port;

    /// @param folder for what the stack mounts
    ComposeStack(Path folder) throws IOException {
        port = free();
        Path override = Files.writeString(folder.resolve("override.yml"), """
                services:
                  coordinator: &slow
                    environment: {%s: "%s"}
                    volumes: ["%s:/opt/evoka/plugins:ro"]
                  evaluator: *slow
                """.formatted(
                        SlowSphere.VARIABLE, SLOW_MILLISECONDS, PlugIns.in(folder)));
        compose = List.of(
                "docker", "compose", "-f", ROOT.resolve("docker-compose.yml").toString(), "-f", override.toString());
        Map<String, String> environment = new HashMap<>();
        project = "evoka-test-" + ProcessHandle.current().pid();
        environment.put("COMPOSE_PROJECT_NAME", project);
        environment.put("BUILD_TARGET", "prebuilt");
        environment.put("EVOKA_VERSION", "test");
        environment.put("EVOKA_JRE", javaRuntime());
        environment.put("EVOKA_PORT", Integer.toString(port));
        environment.put("KAFKA_PORT", Integer.toString(free()));
        environment.put("REGISTRY_PORT", Integer.toString(free()));
        environment.put("POSTGRES_PORT", Integer.toString(free()));
        shell = new Shell(ROOT, environment);
    }

    /// The small Java runtime as shipped where the JDK to link it with is at hand, or else that of the base image.
    private static String javaRuntime() {
        Shell.Said said = new Shell(ROOT, Map.of()).run(LIMIT, "docker", "image", "inspect", JDK);
        return said.well() ? "linked" : "given";
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Images that it does not build itself.
    List<String> images() {
        return compose("config", "--images")
                .lines()
                .filter(image -> !image.startsWith("evoka/"))
                .toList();
    }

    void build() {
        compose("build", "--quiet");
    }

    /// Images of the database and what fills it that it does not build itself.
    List<String> imagesDownstream() {
        return downstream("config", "--images")
                .lines()
                .filter(image -> !image.startsWith("evoka/"))
                .toList();
    }

    /// Adds a database that follows the topics, and waits until it answers. The connector's jars must be there.
    void upDownstream() {
        downstream("build", "--quiet", "connect");
        downstream(
                "up", "-d", "--no-build", "--no-deps", "--no-recreate", "--wait", "--wait-timeout", "120", "postgres");
        downstream("up", "-d", "--no-build", "--no-deps", "--no-recreate", "connect");
    }

    /// Takes the database away again, so that it costs the other tests nothing.
    void downDownstream() {
        downstream("rm", "--stop", "--force", "--volumes", "connect", "postgres");
    }

    /// What the database answers to a query: rows as lines, columns separated by bars; what went wrong, if it did.
    String query(String sql) {
        return shell.run(
                        LIMIT,
                        command(
                                "--profile",
                                "downstream",
                                "exec",
                                "-T",
                                "postgres",
                                "psql",
                                "-h",
                                "127.0.0.1",
                                "-U",
                                "evoka",
                                "-tAc",
                                sql))
                .output();
    }

    private String downstream(String... arguments) {
        List<String> command = new ArrayList<>(List.of("--profile", "downstream"));
        command.addAll(List.of(arguments));
        return compose(command.toArray(String[]::new));
    }

    /// Starts everything, with one evaluator, and waits until all say that they are healthy.
    void up() {
        compose("up", "-d", "--wait", "--wait-timeout", "240", "--no-build");
    }

    void scale(int evaluators) {
        compose(
                "up",
                "-d",
                "--no-build",
                "--no-deps",
                "--no-recreate",
                "--scale",
                "evaluator=" + evaluators,
                "evaluator");
    }

    /// The network of its containers.
    String network() {
        return project + "_default";
    }

    /// The coordinator's address.
    String url() {
        return "http://127.0.0.1:" + port;
    }

    /// Identifiers of a service's running containers.
    List<String> containers(String service) {
        return compose("ps", "--quiet", "--status", "running", service).lines().toList();
    }

    String compose(String... arguments) {
        return shell.output(LIMIT, command(arguments).toArray(String[]::new));
    }

    String docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        return shell.output(LIMIT, command.toArray(String[]::new));
    }

    /// A metric that an evaluator shows; 0 if it does not answer.
    double metric(String container, String name) {
        String ask = "exec 3<>/dev/tcp/127.0.0.1/8080; printf 'GET /metrics HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3";
        Shell.Said said = shell.run(Duration.ofSeconds(20), "docker", "exec", container, "bash", "-c", ask);
        return said.output()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    /// What the services said last.
    String logs() {
        return shell.run(LIMIT, command("logs", "--tail", "30", "--no-color")).output();
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(compose);
        command.addAll(List.of(arguments));
        return command;
    }

    @Override
    public void close() {
        downstream("down", "--volumes", "--remove-orphans", "--timeout", "3");
    }
}
