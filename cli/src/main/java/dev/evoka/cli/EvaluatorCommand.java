package dev.evoka.cli;

import dev.evoka.cli.console.Interrupts;
import dev.evoka.evaluator.objective.ObjectiveSettings;
import dev.evoka.evaluator.service.Assignment;
import dev.evoka.evaluator.service.Evaluator;
import dev.evoka.evaluator.service.EvaluatorConfig;
import dev.evoka.evaluator.vitals.VitalsServer;
import dev.evoka.tracing.Tracing;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// An evaluator as a process of its own.
@Command(
        name = "evaluator",
        mixinStandardHelpOptions = true,
        description = "Runs an evaluator against a Kafka cluster.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class EvaluatorCommand implements Callable<Integer> {

    @Mixin
    Cluster cluster;

    @Option(
            names = "--id",
            paramLabel = "NAME",
            description = "Name in answers and logs (default: evaluator-<HOSTNAME>-<process id>).")
    @Nullable
    String id;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Blocks evaluated at the same time (default: all cores).")
    int threads;

    @Option(
            names = "--assignment",
            paramLabel = "HOW",
            defaultValue = "sharded",
            description =
                    "How evaluators share blocks, the same for all of a cluster: sharded = by slot, pooled = by block, for more evaluators than slots (default: ${DEFAULT-VALUE}).")
    Assignment assignment;

    @Option(
            names = "--allow-commands",
            description =
                    "Run the commands of specs (objective.command). Whoever can submit runs can then run programs here.")
    boolean allowCommands;

    @Mixin
    VitalsOptions vitals;

    @Mixin
    CacheOptions cache;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Map<String, Object> client = cluster.client();
        Configuration.lines(spec, client).forEach(spec.commandLine().getOut()::println);
        int session =
                Prerequisites.await(client, 16, spec.commandLine().getErr()).sessionMilliseconds();
        String name = id == null ? name() : id;
        int workers = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        try (Interrupts interrupts = new Interrupts(() -> {});
                Tracing tracing = Tracing.of(System.getenv(), "evoka-evaluator");
                Evaluator service = assignment.evaluator(new EvaluatorConfig(
                        client,
                        name,
                        workers,
                        session,
                        ObjectiveSettings.of(allowCommands),
                        cache.artifacts(),
                        tracing))) {
            service.start();
            Optional<VitalsServer> server = vitals.open(service);
            try {
                spec.commandLine().getOut().printf("evaluator %s is up%n", name);
                spec.commandLine().getOut().flush();
                interrupts.await();
                return interrupts.exitCode();
            } finally {
                server.ifPresent(VitalsServer::close);
            }
        }
    }

    /// Containers have a host name of their own, and all the process id 1.
    private static String name() {
        String host = System.getenv("HOSTNAME");
        String process = Long.toString(ProcessHandle.current().pid());
        return host == null || host.isBlank() ? "evaluator-" + process : "evaluator-%s-%s".formatted(host, process);
    }
}
