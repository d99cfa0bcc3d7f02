package dev.evoka.cli;

import dev.evoka.coordinator.CoordinatorConfig;
import dev.evoka.coordinator.CoordinatorService;
import dev.evoka.topics.TopicCreator;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
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

    @Mixin
    Cluster cluster;

    @Option(
            names = "--instance",
            defaultValue = "coordinator-1",
            description = "Name kept over restarts; two coordinators need two names (default: ${DEFAULT-VALUE}).")
    String instance;

    @Option(
            names = "--slots",
            defaultValue = "16",
            description = "Partitions of evoka.candidates (default: ${DEFAULT-VALUE}).")
    int slots;

    @Option(names = "--blocks", description = "Fixed number of blocks a generation (default: by measured cost).")
    int blocks;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Map<String, Object> client = cluster.client();
        int session;
        int found;
        try (Admin admin = Admin.create(client)) {
            found = TopicCreator.ensure(admin, slots);
            session = Sessions.milliseconds(admin);
        }
        OptionalInt fixed = blocks > 0 ? OptionalInt.of(blocks) : OptionalInt.empty();
        CoordinatorService service =
                new CoordinatorService(new CoordinatorConfig(client, instance, 1, fixed), found, session);
        service.start();
        service.awaitReady(Duration.ofMinutes(2));
        spec.commandLine().getOut().printf("coordinator %s is ready%n", instance);
        spec.commandLine().getOut().flush();
        Until.stopped(service::close);
        return 0;
    }
}
