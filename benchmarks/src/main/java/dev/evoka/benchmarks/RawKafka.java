package dev.evoka.benchmarks;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// What Kafka's own clients do on the same broker: an echo, and two plain pumps.
final class RawKafka implements AutoCloseable {

    private static final String THERE = "raw.there";
    private static final String BACK = "raw.back";

    private final Map<String, Object> client;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> back;
    private final Thread echo;
    private final CountDownLatch listening = new CountDownLatch(1);
    private volatile int answerBytes = -1;

    RawKafka(Map<String, Object> client) throws InterruptedException {
        this.client = client;
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic(THERE, 1, (short) 1), new NewTopic(BACK, 1, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics of the raw measurement cannot be created", e);
        }
        producer = producer();
        back = consumer(BACK);
        echo = Thread.ofPlatform().name("echo").daemon().start(this::echo);
        listening.await();
    }

    private Map<String, Object> settings(Map<String, Object> own) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.putAll(own);
        return settings;
    }

    KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                settings(
                        Map.of("linger.ms", 0, "acks", "all", "buffer.memory", 64L << 20, "max.request.size", 8 << 20)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    KafkaConsumer<byte[], byte[]> consumer(String topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                settings(Map.of(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20, "enable.auto.commit", false)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        consumer.position(partition);
        return consumer;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a lost record stops the measurement, and that is seen
    private void echo() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(THERE);
                KafkaProducer<byte[], byte[]> answers = producer()) {
            listening.countDown();
            while (!Thread.currentThread().isInterrupted()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    byte[] answer = answerBytes < 0 ? record.value() : new byte[answerBytes];
                    answers.send(new ProducerRecord<>(BACK, answer));
                }
            }
        } catch (InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Mean nanoseconds of a round trip: produce, consume, produce, consume. A mean, as for the loop: pauses count.
    @SuppressWarnings("FutureReturnValueIgnored")
    double roundTrip(int times, int bytes) {
        byte[] value = new byte[bytes];
        long from = System.nanoTime();
        for (int i = 0; i < times; i++) {
            producer.send(new ProducerRecord<>(THERE, value));
            ConsumerRecords<byte[], byte[]> records;
            do {
                records = back.poll(Duration.ofSeconds(5));
            } while (records.isEmpty());
        }
        return (double) (System.nanoTime() - from) / times;
    }

    /// Nanoseconds that a stream of records takes, all sent as fast as the producer takes them, each answered by one of
    /// another size, until the last answer is read.
    @SuppressWarnings("FutureReturnValueIgnored")
    double stream(int records, int bytesThere, int bytesBack) {
        answerBytes = bytesBack;
        byte[] value = new byte[bytesThere];
        long from = System.nanoTime();
        int got = 0;
        for (int k = 0; k < records; k++) {
            producer.send(new ProducerRecord<>(THERE, value));
            if (k % 64 == 63) {
                got += back.poll(Duration.ZERO).count();
            }
        }
        while (got < records) {
            got += back.poll(Duration.ofSeconds(5)).count();
        }
        answerBytes = -1;
        return System.nanoTime() - from;
    }

    @Override
    public void close() {
        echo.interrupt();
        try {
            echo.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(1));
        back.close();
    }
}
