package dev.evoka.topics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/// Compares topics that are there with what they have to be. Pure: no broker.
final class TopicCheck {

    /// A topic as it is.
    ///
    /// @param settings all of its settings, those that it has by default included
    record Found(int partitions, Map<String, String> settings) {}

    private static final String UNLIMITED = Keeping.UNLIMITED;

    private TopicCheck() {}

    /// What does not fit, each in a line with the command that mends it; empty if everything does.
    ///
    /// @param broker an address for the commands
    static List<String> differences(Map<Topic, Found> topics, String broker) {
        List<String> lines = new ArrayList<>();
        topics.forEach((topic, found) -> settings(topic, found, broker, lines));
        Found runs = topics.get(Topic.RUNS);
        Found fitness = topics.get(Topic.FITNESS);
        if (runs != null && fitness != null && runs.partitions() != fitness.partitions()) {
            lines.add(partitions(runs.partitions(), fitness.partitions(), broker));
        }
        return lines;
    }

    /// Runs stay where their key has put them, answers may be lost: so it is evoka.fitness that gives way.
    private static String partitions(int runs, int fitness, String broker) {
        String what = "%s and %s must have equally many partitions but have %d and %d"
                .formatted(Topic.RUNS.topicName(), Topic.FITNESS.topicName(), runs, fitness);
        String command = fitness < runs
                ? "kafka-topics.sh --bootstrap-server %s --alter --topic %s --partitions %d"
                        .formatted(broker, Topic.FITNESS.topicName(), runs)
                : "kafka-topics.sh --bootstrap-server %s --delete --topic %s"
                        .formatted(broker, Topic.FITNESS.topicName());
        return what + ": run " + command + (fitness < runs ? "" : " and start again");
    }

    private static void settings(Topic topic, Found found, String broker, List<String> lines) {
        Keeping keeping = topic.keeping();
        String policy = found.settings().getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "");
        if (!policy.equals(keeping.policy())) {
            lines.add(line(topic, TopicConfig.CLEANUP_POLICY_CONFIG, "be", keeping.policy(), policy, broker));
        }
        if (keeping != Keeping.NEWEST) {
            long least = keeping.leastRetention();
            String retention = found.settings().getOrDefault(TopicConfig.RETENTION_MS_CONFIG, UNLIMITED);
            if (!retention.equals(UNLIMITED) && (least < 0 || Long.parseLong(retention) < least)) {
                String wanted = Long.toString(least);
                lines.add(line(
                        topic, TopicConfig.RETENTION_MS_CONFIG, least < 0 ? "be" : "be ≥", wanted, retention, broker));
            }
        }
        String bytes = found.settings().getOrDefault(TopicConfig.RETENTION_BYTES_CONFIG, UNLIMITED);
        if (keeping == Keeping.ALL && !bytes.equals(UNLIMITED)) {
            lines.add(line(topic, TopicConfig.RETENTION_BYTES_CONFIG, "be", UNLIMITED, bytes, broker));
        }
        String size = found.settings().getOrDefault(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "0");
        if (Long.parseLong(size) < Topic.LEAST_MESSAGE_BYTES) {
            String wanted = Integer.toString(Topic.LEAST_MESSAGE_BYTES);
            lines.add(line(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "be ≥", wanted, size, broker));
        }
    }

    private static String line(Topic topic, String key, String relation, String wanted, String found, String broker) {
        return "%s of topic %s must %s %s but is %s: run %s"
                .formatted(
                        key,
                        topic.topicName(),
                        relation,
                        wanted,
                        found,
                        "kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name %s --add-config %s=%s"
                                .formatted(broker, topic.topicName(), key, wanted));
    }
}
