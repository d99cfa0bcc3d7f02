package dev.evoka.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evoka.topics.TopicCheck.Found;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the check of existing topics finds.
class TopicCheckTest {

    private static Map<Topic, Found> asCreated() {
        Map<Topic, Found> topics = new EnumMap<>(Topic.class);
        for (Topic topic : Topic.values()) {
            topics.put(topic, new Found(topic.partitions(16), topic.settings()));
        }
        return topics;
    }

    private static List<String> differences(Topic topic, String key, String value) {
        Map<Topic, Found> topics = asCreated();
        Map<String, String> settings = new HashMap<>(topic.settings());
        settings.put(key, value);
        topics.put(topic, new Found(topic.partitions(16), settings));
        return TopicCheck.differences(topics, "kafka:9092");
    }

    private static String line(Topic topic, String what, String setting) {
        return "%s: run kafka-configs.sh --bootstrap-server kafka:9092 --alter --entity-type topics --entity-name %s --add-config %s"
                .formatted(what, topic.topicName(), setting);
    }

    private static List<String> partitions(int runs, int fitness) {
        Map<Topic, Found> topics = asCreated();
        topics.put(Topic.RUNS, new Found(runs, Topic.RUNS.settings()));
        topics.put(Topic.FITNESS, new Found(fitness, Topic.FITNESS.settings()));
        return TopicCheck.differences(topics, "kafka:9092");
    }

    @Test
    void whatEvokaCreatesFits() {
        assertThat(TopicCheck.differences(asCreated(), "kafka:9092")).isEmpty();
    }

    @Test
    void compactedAndDeletedMustNotBeMixedUp() {
        assertThat(differences(Topic.RUNS, "cleanup.policy", "compact,delete"))
                .containsExactly(line(
                        Topic.RUNS,
                        "cleanup.policy of topic evoka.runs must be compact but is compact,delete",
                        "cleanup.policy=compact"));
        assertThat(differences(Topic.FITNESS, "cleanup.policy", "compact"))
                .containsExactly(line(
                        Topic.FITNESS,
                        "cleanup.policy of topic evoka.fitness must be delete but is compact",
                        "cleanup.policy=delete"));
    }

    @Test
    void recordsMustBeKeptLongEnough() {
        assertThat(differences(Topic.CANDIDATES, "retention.ms", "60000"))
                .containsExactly(line(
                        Topic.CANDIDATES,
                        "retention.ms of topic evoka.candidates must be ≥ 3600000 but is 60000",
                        "retention.ms=3600000"));
        assertThat(differences(Topic.PROGRESS, "retention.ms", "604799999")).hasSize(1);
        assertThat(differences(Topic.UPDATES, "retention.ms", "604800000"))
                .containsExactly(line(
                        Topic.UPDATES,
                        "retention.ms of topic evoka.updates must be -1 but is 604800000",
                        "retention.ms=-1"));
        assertThat(differences(Topic.UPDATES, "retention.bytes", "1000000"))
                .containsExactly(line(
                        Topic.UPDATES,
                        "retention.bytes of topic evoka.updates must be -1 but is 1000000",
                        "retention.bytes=-1"));
    }

    @Test
    void recordsMayBeKeptLongerOrLessWhereNothingBuildsOnThem() {
        assertThat(differences(Topic.CANDIDATES, "retention.ms", "-1")).isEmpty();
        assertThat(differences(Topic.FITNESS, "retention.ms", "86400000")).isEmpty();
        assertThat(differences(Topic.PROGRESS, "retention.ms", "604800000")).isEmpty();
        assertThat(differences(Topic.DEAD_LETTERS, "retention.bytes", "1000000"))
                .isEmpty();
        assertThat(differences(Topic.RUNS, "retention.ms", "1000")).isEmpty();
    }

    @Test
    void recordsMustBeAllowedToBeAsLargeAsKafkasDefault() {
        assertThat(differences(Topic.CANDIDATES, "max.message.bytes", "100000"))
                .containsExactly(line(
                        Topic.CANDIDATES,
                        "max.message.bytes of topic evoka.candidates must be ≥ 1048588 but is 100000",
                        "max.message.bytes=1048588"));
        assertThat(differences(Topic.BEST, "max.message.bytes", "1048588")).isEmpty();
    }

    @Test
    void runsAndFitnessMustHaveEquallyManyPartitions() {
        assertThat(partitions(6, 6)).isEmpty();
        assertThat(partitions(6, 4))
                .containsExactly(
                        "evoka.runs and evoka.fitness must have equally many partitions but have 6 and 4: run kafka-topics.sh --bootstrap-server kafka:9092 --alter --topic evoka.fitness --partitions 6");
        assertThat(partitions(4, 6))
                .containsExactly(
                        "evoka.runs and evoka.fitness must have equally many partitions but have 4 and 6: run kafka-topics.sh --bootstrap-server kafka:9092 --delete --topic evoka.fitness and start again");
    }

    @Test
    void everyDifferenceIsFound() {
        Map<Topic, Found> topics = asCreated();
        topics.put(Topic.BEST, new Found(1, Map.of("cleanup.policy", "delete", "max.message.bytes", "5")));
        assertThat(TopicCheck.differences(topics, "kafka:9092")).hasSize(2);
    }
}
