package dev.evoka.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.evoka.cli.broker.EmbeddedBroker;
import dev.evoka.spec.SpecException;
import dev.evoka.topics.Brokers;
import dev.evoka.topics.Topic;
import dev.evoka.topics.TopicCreator;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Topics are created once, and mended by the command that the message names.
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class TopicCreatorIT {

    @TempDir
    Path folder;

    private EmbeddedBroker broker;
    private Admin admin;

    @BeforeEach
    void open() throws InterruptedException {
        broker = new EmbeddedBroker(folder, 0);
        broker.start();
        admin = Brokers.connect(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterEach
    void close() {
        admin.close();
        broker.close();
    }

    private Map<String, Integer> partitions() throws Exception {
        List<String> names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        Map<String, Integer> found = new HashMap<>();
        for (TopicDescription each :
                admin.describeTopics(names).allTopicNames().get().values()) {
            found.put(each.name(), each.partitions().size());
        }
        return found;
    }

    private String refusal() {
        return String.valueOf(assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> TopicCreator.ensure(admin, 16))
                .actual()
                .getMessage());
    }

    @Test
    void createsWhatIsMissingAndTakesWhatIsThere() throws Exception {
        assertThat(TopicCreator.ensure(admin, 5)).isEqualTo(5);
        Map<String, Integer> before = partitions();
        assertThat(before)
                .containsEntry("evoka.candidates", 5)
                .containsEntry("evoka.runs", 4)
                .containsEntry("evoka.fitness", 4)
                .containsEntry("evoka.dead-letters", 1);
        assertThat(TopicCreator.ensure(admin, 16)).isEqualTo(5);
        admin.deleteTopics(List.of("evoka.best")).all().get();
        Eventually.holds(() -> assertThat(admin.listTopics().names().get()).doesNotContain("evoka.best"));
        assertThat(TopicCreator.ensure(admin, 16)).isEqualTo(5);
        assertThat(partitions()).isEqualTo(before);
    }

    @Test
    void fitnessIsCreatedWithAsManyPartitionsAsRunsHas() throws Exception {
        admin.createTopics(List.of(new NewTopic("evoka.runs", 6, (short) 1).configs(Topic.RUNS.settings())))
                .all()
                .get();
        Eventually.holds(() -> assertThat(admin.listTopics().names().get()).contains("evoka.runs"));
        TopicCreator.ensure(admin, 16);
        assertThat(partitions()).containsEntry("evoka.runs", 6).containsEntry("evoka.fitness", 6);
    }

    @Test
    void severalProcessesMayCreateAtTheSameTime() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> answers = IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> TopicCreator.ensure(admin, 7)))
                    .toList();
            for (Future<Integer> each : answers) {
                assertThat(each.get()).isEqualTo(7);
            }
        }
    }

    @Test
    void namesTheCommandThatMendsASetting() throws Exception {
        TopicCreator.ensure(admin, 16);
        set("evoka.runs", "cleanup.policy", "delete");
        set("evoka.fitness", "retention.ms", "60000");
        Eventually.holds(() -> assertThat(refusal())
                .isEqualTo(
                        "cleanup.policy of topic evoka.runs must be compact but is delete: run kafka-configs.sh --bootstrap-server %1$s --alter --entity-type topics --entity-name evoka.runs --add-config cleanup.policy=compact; retention.ms of topic evoka.fitness must be ≥ 3600000 but is 60000: run kafka-configs.sh --bootstrap-server %1$s --alter --entity-type topics --entity-name evoka.fitness --add-config retention.ms=3600000"
                                .formatted(broker.bootstrapServers())));
        set("evoka.runs", "cleanup.policy", "compact");
        set("evoka.fitness", "retention.ms", "3600000");
        Eventually.holds(() -> assertThat(TopicCreator.ensure(admin, 16)).isEqualTo(16));
    }

    @Test
    void namesTheCommandThatMendsPartitions() throws Exception {
        TopicCreator.ensure(admin, 16);
        admin.createPartitions(Map.of("evoka.runs", NewPartitions.increaseTo(5)))
                .all()
                .get();
        Eventually.holds(() -> assertThat(refusal())
                .isEqualTo(
                        "evoka.runs and evoka.fitness must have equally many partitions but have 5 and 4: run kafka-topics.sh --bootstrap-server %s --alter --topic evoka.fitness --partitions 5"
                                .formatted(broker.bootstrapServers())));
        admin.createPartitions(Map.of("evoka.fitness", NewPartitions.increaseTo(5)))
                .all()
                .get();
        Eventually.holds(() -> assertThat(TopicCreator.ensure(admin, 16)).isEqualTo(16));
    }

    private void set(String topic, String key, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp change = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    }
}
