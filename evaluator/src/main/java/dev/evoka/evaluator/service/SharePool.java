package dev.evoka.evaluator.service;

import dev.evoka.spec.SpecException;
import dev.evoka.topics.StackName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// The share group of pooled evaluators. What the user sets wins.
final class SharePool {

    static final String GROUP = StackName.own().group("pool");

    /// The group's own settings, which only the broker can hold. A new group begins with the blocks of the
    /// last minute, not with an hour of blocks that nobody waits for any more. A block whose evaluation takes
    /// longer than the lock is given to another member as well; a minute is the longest lock that a broker
    /// allows by default.
    private static final Map<String, String> SETTINGS =
            Map.of("share.auto.offset.reset", "by_duration:PT1M", "share.record.lock.duration.ms", "60000");

    private SharePool() {}

    /// Sets the group up; doing it again changes nothing.
    ///
    /// @throws KafkaException if the brokers do not answer
    /// @throws SpecException if the brokers have no share groups, or do not let this user set one up
    static void configure(Map<String, Object> client) {
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, GROUP);
        List<AlterConfigOp> changes = SETTINGS.entrySet().stream()
                .map(each ->
                        new AlterConfigOp(new ConfigEntry(each.getKey(), each.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        try (Admin admin = Admin.create(new HashMap<>(client))) {
            admin.incrementalAlterConfigs(Map.of(group, changes)).all().get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof RetriableException) {
                throw new KafkaException("the group %s cannot be set up now".formatted(GROUP), cause);
            }
            throw new SpecException(
                    "--assignment pooled needs brokers with share groups (Kafka 4.2 or newer) and the right to set up the group %s: %s"
                            .formatted(GROUP, cause.getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SpecException("interrupted while setting up the group " + GROUP, e);
        }
    }

    /// A member that is given one record at a time.
    static ShareConsumer<String, byte[]> member(Map<String, Object> client) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.SHARE_ACKNOWLEDGEMENT_MODE_CONFIG, "explicit");
        settings.put(ConsumerConfig.SHARE_ACQUIRE_MODE_CONFIG, "record_limit");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        settings.putAll(client);
        return new KafkaShareConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
