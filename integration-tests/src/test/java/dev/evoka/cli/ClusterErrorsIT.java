package dev.evoka.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.cli.broker.EmbeddedBroker;
import dev.evoka.cli.broker.FreePort;
import dev.evoka.registry.server.EmbeddedRegistry;
import dev.evoka.topics.Brokers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A cluster or a registry that is not there, or refuses: one line, in time, and nothing is written.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ClusterErrorsIT {

    private record Outcome(int code, String errors) {}

    @TempDir
    static Path folder;

    private EmbeddedBroker broker;
    private Path spec;

    @BeforeAll
    void open() throws IOException {
        broker = new EmbeddedBroker(folder.resolve("kafka"), 0);
        broker.start();
        spec = Files.writeString(folder.resolve("sphere.yaml"), """
                name: sphere
                objective: {function: sphere}
                parameters: {dimension: 2}
                optimizer: {algorithm: random-search}
                stop: {generations: 2}
                """);
    }

    @AfterAll
    void close() {
        broker.close();
    }

    private static Outcome evoka(String... arguments) {
        StringWriter errors = new StringWriter();
        int code = Evoka.command().setErr(new PrintWriter(errors)).execute(arguments);
        return new Outcome(code, errors.toString());
    }

    private Outcome run(String bootstrap, String registry, String... more) {
        String[] arguments = new String[6 + more.length];
        String[] first = {"run", spec.toString(), "--bootstrap-server", bootstrap, "--schema-registry", registry};
        System.arraycopy(first, 0, arguments, 0, first.length);
        System.arraycopy(more, 0, arguments, first.length, more.length);
        return evoka(arguments);
    }

    private void assertNoTopics() throws Exception {
        try (Admin admin = Brokers.connect(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(admin.listTopics().names().get()).noneMatch(name -> name.startsWith("evoka."));
        }
    }

    /// One line that names what is needed.
    private static void assertOneLine(Outcome outcome, int code, String... parts) {
        assertThat(outcome.errors()).startsWith("evoka: ").contains(parts).hasLineCount(1);
        assertThat(outcome.code()).isEqualTo(code);
    }

    @Test
    void aRegistryThatIsNotThere() throws Exception {
        String registry = "http://localhost:" + FreePort.choose();
        assertOneLine(run(broker.bootstrapServers(), registry), 1, registry, "is it up");
        assertNoTopics();
    }

    @Test
    void aRegistryThatRefuses() throws Exception {
        try (EmbeddedRegistry registry = new EmbeddedRegistry(broker.bootstrapServers(), 0)) {
            Path settings = Files.writeString(
                    folder.resolve("client.properties"),
                    "auto.register.schemas=false\nvalue.subject.name.strategy=RecordNameStrategy\n");
            assertOneLine(
                    run(broker.bootstrapServers(), registry.url(), "--command-config", settings.toString()),
                    1,
                    registry.url(),
                    "dev.evoka.schemas.Run",
                    "register it, or set auto.register.schemas=true");
        }
        assertNoTopics();
    }

    @Test
    void aBrokerThatIsNotThere() throws Exception {
        String bootstrap = "localhost:" + FreePort.choose();
        try (EmbeddedRegistry registry = new EmbeddedRegistry(broker.bootstrapServers(), 0)) {
            long start = System.nanoTime();
            assertOneLine(run(bootstrap, registry.url()), 1, bootstrap, "--bootstrap-server");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void settingsThatAreWrong() throws Exception {
        Path settings =
                Files.writeString(folder.resolve("wrong.properties"), "basic.auth.credentials.source=USER_INFO");
        assertOneLine(
                run(broker.bootstrapServers(), "http://localhost:1", "--command-config", settings.toString()),
                2,
                "basic.auth.user.info is missing: give user:password");
        assertOneLine(
                run(broker.bootstrapServers(), "localhost:1"),
                2,
                "schema.registry.url must be an address like http://localhost:8081 but was localhost:1");
    }

    @Test
    void aRegistryPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertOneLine(
                    evoka(
                            "broker",
                            "--data-dir",
                            folder.resolve("other").toString(),
                            "--port",
                            Integer.toString(FreePort.choose()),
                            "--registry-port",
                            port),
                    2,
                    "port " + port + " is taken",
                    "--registry-port");
        }
    }
}
