package dev.evoka.topics;

import dev.evoka.spec.SpecException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/// Creates the topics that are missing, and checks those that are there. Doing it again changes nothing.
public final class TopicCreator {

    private static final int RUN_PARTITIONS = 4;
    private static final int TIMEOUT_MILLISECONDS = 15_000;

    private TopicCreator() {}

    /// Sees to it that all topics exist.
    ///
    /// @param slots partitions of evoka.candidates, if it has to be created
    /// @return the partitions that evoka.candidates really has
    /// @throws SpecException if the broker cannot be reached or a topic does not fit
    public static int ensure(Admin admin, int slots) throws InterruptedException {
        List<NewTopic> topics = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            topics.add(definition(topic, slots));
        }
        Map<String, KafkaFuture<Void>> created = admin.createTopics(
                        topics, new CreateTopicsOptions().timeoutMs(TIMEOUT_MILLISECONDS))
                .values();
        boolean existed = false;
        for (Map.Entry<String, KafkaFuture<Void>> each : created.entrySet()) {
            try {
                each.getValue().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new SpecException(
                            "topic %s cannot be created: %s: is the broker up, and is --bootstrap-server right?"
                                    .formatted(each.getKey(), String.valueOf(e.getMessage())),
                            e);
                }
                existed = true;
            }
        }
        return existed ? check(admin) : slots;
    }

    private static NewTopic definition(Topic topic, int slots) {
        NewTopic definition = new NewTopic(topic.topicName(), Optional.of(partitions(topic, slots)), Optional.empty());
        return definition.configs(
                switch (topic) {
                    case RUNS, BEST -> Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
                    // Blocks and answers are worthless once their generation is closed.
                    case CANDIDATES, FITNESS ->
                        Map.of(
                                TopicConfig.RETENTION_MS_CONFIG,
                                Long.toString(Duration.ofHours(1).toMillis()));
                    case UPDATES, PROGRESS, DEAD_LETTERS -> Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");
                });
    }

    private static int partitions(Topic topic, int slots) {
        return switch (topic) {
            case CANDIDATES -> slots;
            case DEAD_LETTERS -> 1;
            case RUNS, FITNESS, UPDATES, PROGRESS, BEST -> RUN_PARTITIONS;
        };
    }

    private static int check(Admin admin) throws InterruptedException {
        List<String> names = List.of(Topic.RUNS.topicName(), Topic.FITNESS.topicName(), Topic.CANDIDATES.topicName());
        try {
            Map<String, TopicDescription> found =
                    admin.describeTopics(names).allTopicNames().get();
            int runs =
                    Objects.requireNonNull(found.get(names.get(0))).partitions().size();
            int fitness =
                    Objects.requireNonNull(found.get(names.get(1))).partitions().size();
            if (runs != fitness) {
                throw new SpecException(
                        "topics %s and %s must have equally many partitions but have %d and %d: add some with kafka-topics --alter"
                                .formatted(names.get(0), names.get(1), runs, fitness));
            }
            return Objects.requireNonNull(found.get(names.get(2))).partitions().size();
        } catch (ExecutionException e) {
            throw new SpecException("topics cannot be described: " + e.getMessage(), e);
        }
    }
}
