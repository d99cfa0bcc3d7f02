package dev.evoka.training;

import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.topics.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// All answers of a run.
///
/// @param list in the order of the log
record Answers(List<BlockFitness> list) {

    static Answers of(Map<String, Object> client, String run) {
        List<BlockFitness> list = new ArrayList<>();
        Deserializer<BlockFitness> reader = ValueSerdes.of(client).deserializer(BlockFitness.class);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(client, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.FITNESS.topicName()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                    if (run.equals(record.key())) {
                        list.add(reader.deserialize(record.topic(), record.value()));
                    }
                }
            }
        }
        return new Answers(list);
    }

    /// What each evaluator said of its weights, by generation.
    Map<Long, Map<String, String>> digests() {
        Map<Long, Map<String, String>> digests = new TreeMap<>();
        for (BlockFitness each : list) {
            ByteBuffer digest = each.getDigest().duplicate();
            if (digest.hasRemaining()) {
                byte[] bytes = new byte[digest.remaining()];
                digest.get(bytes);
                digests.computeIfAbsent(each.getDigestGeneration(), generation -> new HashMap<>())
                        .put(each.getEvaluator(), HexFormat.of().formatHex(bytes));
            }
        }
        return digests;
    }
}
