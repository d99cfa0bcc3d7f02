package dev.evoka.cli;

import dev.evoka.evaluator.service.EvaluatorConfig;
import dev.evoka.evaluator.service.EvaluatorService;
import dev.evoka.topics.TopicCreator;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
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

    @Option(names = "--id", description = "Name in answers and logs (default: evaluator-<process id>).")
    @Nullable
    String id;

    @Option(names = "--threads", description = "Blocks evaluated at the same time (default: all cores).")
    int threads;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Map<String, Object> client = cluster.client();
        int session;
        try (Admin admin = Admin.create(client)) {
            TopicCreator.ensure(admin, 16);
            session = Sessions.milliseconds(admin);
        }
        String name = id == null ? "evaluator-" + ProcessHandle.current().pid() : id;
        int workers = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        EvaluatorService service = new EvaluatorService(new EvaluatorConfig(client, name, workers, session));
        service.start();
        spec.commandLine().getOut().printf("evaluator %s is up%n", name);
        spec.commandLine().getOut().flush();
        Until.stopped(service::close);
        return 0;
    }
}
