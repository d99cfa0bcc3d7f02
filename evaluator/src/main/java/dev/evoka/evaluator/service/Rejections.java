package dev.evoka.evaluator.service;

import dev.evoka.schemas.DeadLetter;
import dev.evoka.topics.DeadLetters;
import dev.evoka.topics.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts records that are no blocks into the dead letters.
final class Rejections {

    private static final Logger LOG = LoggerFactory.getLogger(Rejections.class);

    private final Producer<String, byte[]> producer;
    private final Serializer<DeadLetter> letters;

    Rejections(Producer<String, byte[]> producer, Serializer<DeadLetter> letters) {
        this.producer = producer;
        this.letters = letters;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback sees failures
    void reject(ConsumerRecord<String, byte[]> record, @Nullable String why) {
        DeadLetter letter = DeadLetters.of(
                record.topic(), record.partition(), record.offset(), "malformed: " + why, record.key(), record.value());
        String topic = Topic.DEAD_LETTERS.topicName();
        LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .log(letter.getReason());
        producer.send(
                new ProducerRecord<>(topic, record.topic(), letters.serialize(topic, letter)), (metadata, failure) -> {
                    if (failure != null) {
                        LOG.atWarn().log("dead letter not sent: {}", failure.getMessage());
                    }
                });
    }
}
