package dev.evoka.cli;

import dev.evoka.artifacts.ArtifactFolder;
import dev.evoka.cli.broker.DataFolder;
import dev.evoka.cli.broker.DiskLimit;
import dev.evoka.cli.broker.EmbeddedBroker;
import dev.evoka.cli.broker.FreePort;
import dev.evoka.coordinator.CoordinatorConfig;
import dev.evoka.coordinator.CoordinatorService;
import dev.evoka.coordinator.topology.StreamsSettings;
import dev.evoka.evaluator.objective.ObjectiveSettings;
import dev.evoka.evaluator.service.EvaluatorConfig;
import dev.evoka.evaluator.service.EvaluatorService;
import dev.evoka.registry.server.EmbeddedRegistry;
import dev.evoka.topics.TopicCreator;
import dev.evoka.tracing.Tracing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Broker, registry, coordinator and evaluators in this process.
final class EmbeddedCluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedCluster.class);
    private static final int SLOTS = 16;
    private static final int SESSION_MILLISECONDS = 2_000;

    /// While the broker starts clients find nobody: they must not wait long until they look again.
    private static final int RECONNECT_MILLISECONDS = 50;

    private final DataFolder folder;
    private final EmbeddedBroker broker;
    private final int registryPort;
    private final Map<String, Object> client;
    private final CoordinatorService coordinator;
    private final List<EvaluatorService> evaluators = new ArrayList<>();
    private final Tracing tracing = Tracing.of(System.getenv(), "evoka");
    private volatile Optional<EmbeddedRegistry> registry = Optional.empty();
    private final FutureTask<@Nullable Void> started = new FutureTask<>(this::startBroker);

    /// Starts the broker, and makes ready meanwhile what needs it: [#start] brings both together.
    ///
    /// @param allowCommands true if its evaluators run the commands of specs
    EmbeddedCluster(DataFolder folder, int evaluatorCount, boolean allowCommands) throws IOException {
        this.folder = folder;
        broker = new EmbeddedBroker(folder.broker(), 0);
        registryPort = FreePort.choose();
        client = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "schema.registry.url",
                "http://localhost:" + registryPort,
                "reconnect.backoff.max.ms",
                RECONNECT_MILLISECONDS);
        Thread.ofPlatform().name("embedded-broker").start(started);
        coordinator =
                new CoordinatorService(CoordinatorConfig.of(client, "embedded"), SLOTS, SESSION_MILLISECONDS, tracing);
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / Math.max(1, evaluatorCount));
        for (int i = 1; i <= evaluatorCount; i++) {
            evaluators.add(new EvaluatorService(new EvaluatorConfig(
                    client,
                    "evaluator-" + i,
                    threads,
                    SESSION_MILLISECONDS,
                    ObjectiveSettings.of(allowCommands),
                    ArtifactFolder.in(folder.artifacts()),
                    tracing)));
        }
    }

    private @Nullable Void startBroker() throws Exception {
        broker.start();
        try (Admin admin = Admin.create(client)) {
            // Looking for a group's coordinator makes Kafka create its topic of offsets: the sooner the better.
            admin.describeConsumerGroups(List.of(StreamsSettings.APPLICATION));
            registry = Optional.of(new EmbeddedRegistry(broker.bootstrapServers(), registryPort));
            TopicCreator.ensure(admin, SLOTS);
            if (folder.fresh()) {
                DiskLimit.set(admin);
            }
        }
        return null;
    }

    /// Properties of clients. They can be made before [#start] has returned, but connect only then.
    Map<String, Object> client() {
        return client;
    }

    /// The coordinator.
    CoordinatorService coordinator() {
        return coordinator;
    }

    /// Starts the rest; returns when runs can be submitted.
    void start() throws InterruptedException {
        awaitBroker();
        coordinator.start();
        evaluators.forEach(EvaluatorService::start);
    }

    /// Returns when broker and registry are up.
    void awaitBroker() throws InterruptedException {
        try {
            started.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException("the embedded broker cannot start: " + e.getCause(), e);
        }
    }

    /// Stops everything, in the order in which one needs the other.
    @Override
    public void close() {
        try {
            started.get();
        } catch (ExecutionException | InterruptedException e) {
            LOG.atDebug().setCause(e).log("closed before it was up");
        }
        List<Thread> closing = new ArrayList<>();
        evaluators.forEach(evaluator -> closing.add(Thread.ofPlatform().start(evaluator::close)));
        closing.add(Thread.ofPlatform().start(coordinator::close));
        try {
            for (Thread each : closing) {
                each.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tracing.close();
        registry.ifPresent(EmbeddedRegistry::close);
        broker.close();
    }
}
