package dev.evoka.cli;

import dev.evoka.evaluator.objective.ObjectiveSettings;
import dev.evoka.evaluator.service.EvaluatorConfig;
import dev.evoka.evaluator.service.EvaluatorService;
import dev.evoka.registry.SchemaCheck;
import dev.evoka.topics.Brokers;
import dev.evoka.topics.TopicCreator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/// Evaluators of this process that work for a cluster.
final class LentEvaluators implements AutoCloseable {

    private static final int SLOTS = 16;

    private final List<EvaluatorService> evaluators = new ArrayList<>();

    /// Looks whether cluster and registry answer, sees to it that the topics exist, and makes so many evaluators.
    ///
    /// @param allowCommands true if they run the commands of specs
    LentEvaluators(Map<String, Object> client, int count, boolean allowCommands) throws InterruptedException {
        int session;
        SchemaCheck.ensure(client);
        try (Admin admin = Brokers.connect(client)) {
            TopicCreator.ensure(admin, SLOTS);
            session = Sessions.milliseconds(admin);
        }
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / Math.max(1, count));
        for (int i = 1; i <= count; i++) {
            String name = "lent-%d-%d".formatted(ProcessHandle.current().pid(), i);
            evaluators.add(new EvaluatorService(
                    new EvaluatorConfig(client, name, threads, session, ObjectiveSettings.of(allowCommands))));
        }
    }

    void start() {
        evaluators.forEach(EvaluatorService::start);
    }

    @Override
    public void close() {
        evaluators.forEach(EvaluatorService::close);
    }
}
