package dev.evoka.faults;

import dev.evoka.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// A member of the pool of evaluators that evaluates nothing: it gives back whatever it is given.
final class Refuser implements AutoCloseable {

    private static final String GROUP = "evoka-pool";
    private static final Duration POLL = Duration.ofMillis(200);

    /// Kafka's `group.share.delivery.count.limit`.
    private static final int DELIVERIES = 5;

    private final ShareConsumer<String, byte[]> consumer;

    Refuser(Map<String, Object> client) {
        fromTheBeginning(client);
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        consumer = new KafkaShareConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topic.CANDIDATES.topicName()));
    }

    private static void fromTheBeginning(Map<String, Object> client) {
        AlterConfigOp beginning =
                new AlterConfigOp(new ConfigEntry("share.auto.offset.reset", "earliest"), AlterConfigOp.OpType.SET);
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, GROUP);
        try (Admin admin = Admin.create(client)) {
            admin.incrementalAlterConfigs(Map.of(group, List.of(beginning)))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Gives records back until all that came first were delivered as often as Kafka delivers any.
    ///
    /// @return their offsets
    List<Long> archive(Duration limit) {
        Map<Long, Integer> delivered = new HashMap<>();
        Set<Long> first = new HashSet<>();
        Await.until("records are delivered " + DELIVERIES + " times", limit, () -> {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                delivered.merge(record.offset(), 1, Integer::sum);
                consumer.acknowledge(record, AcknowledgeType.RELEASE);
            }
            consumer.commitSync();
            if (first.isEmpty()) {
                first.addAll(delivered.keySet());
            }
            return !first.isEmpty()
                    && first.stream().allMatch(offset -> delivered.getOrDefault(offset, 0) >= DELIVERIES);
        });
        return first.stream().sorted().toList();
    }

    @Override
    public void close() {
        consumer.close(Duration.ofSeconds(5));
    }
}
