package dev.evoka.cli;

import dev.evoka.cli.console.Interrupts;
import dev.evoka.coordinator.CoordinatorConfig;
import dev.evoka.coordinator.CoordinatorService;
import dev.evoka.coordinator.http.ApiConfig;
import dev.evoka.coordinator.http.ApiService;
import dev.evoka.topics.Topic;
import dev.evoka.tracing.Tracing;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A coordinator as a process of its own.
@Command(
        name = "coordinator",
        mixinStandardHelpOptions = true,
        description = "Runs a coordinator against a Kafka cluster.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CoordinatorCommand implements Callable<Integer> {

    private static final long LOOK_MILLISECONDS = 500;

    @Mixin
    Cluster cluster;

    @Option(
            names = "--instance",
            paramLabel = "NAME",
            defaultValue = "coordinator-1",
            description = "Name kept over restarts; two coordinators need two names (default: ${DEFAULT-VALUE}).")
    String instance;

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "16",
            description = "Partitions of evoka.candidates (default: ${DEFAULT-VALUE}).")
    int slots;

    @Option(
            names = "--blocks",
            paramLabel = "N",
            description = "Fixed number of blocks a generation (default: by measured cost).")
    int blocks;

    @Mixin
    HttpOptions http;

    @Mixin
    CacheOptions cache;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Map<String, Object> client = cluster.client();
        Configuration.lines(spec, client).forEach(spec.commandLine().getOut()::println);
        ApiConfig api = http.config(client, cache.artifacts());
        Prerequisites found =
                Prerequisites.await(client, slots, spec.commandLine().getErr());
        if (found.slots() != slots) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "evoka: %s has %d partitions, so there are as many slots: --slots %d is for the first coordinator of a cluster%n",
                            Topic.CANDIDATES.topicName(), found.slots(), slots);
        }
        OptionalInt fixed = blocks > 0 ? OptionalInt.of(blocks) : OptionalInt.empty();
        CoordinatorConfig config = new CoordinatorConfig(client, instance, 1, fixed);
        try (Interrupts interrupts = new Interrupts(() -> {});
                Tracing tracing = Tracing.of(System.getenv(), "evoka-coordinator");
                CoordinatorService service =
                        new CoordinatorService(config, found.slots(), found.sessionMilliseconds(), tracing);
                ApiService web =
                        new ApiService(api, ObjectiveSeam.of(api), service.meters(), () -> notReady(service))) {
            service.start();
            web.start();
            service.awaitReady(Duration.ofMinutes(2));
            HttpOptions.awaitUp(web, interrupts);
            spec.commandLine()
                    .getOut()
                    .printf("coordinator %s is ready: %s%n", instance, HttpOptions.url(api, web.port()));
            spec.commandLine().getOut().flush();
            while (!interrupts.await(LOOK_MILLISECONDS)) {
                Optional<Throwable> failure = service.failure();
                if (failure.isPresent()) {
                    throw new IllegalStateException(failure.get().getMessage(), failure.get());
                }
            }
            return interrupts.exitCode();
        }
    }

    static Optional<String> notReady(CoordinatorService service) {
        return service.ready() ? Optional.empty() : Optional.of("the topology is starting");
    }
}
