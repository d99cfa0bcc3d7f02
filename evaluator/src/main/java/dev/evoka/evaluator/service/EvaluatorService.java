package dev.evoka.evaluator.service;

import dev.evoka.evaluator.objective.Objectives;
import dev.evoka.evaluator.objective.ShardObjective;
import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.Run;
import dev.evoka.topics.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An evaluator: one thread polls, workers evaluate and answer. However long an evaluation takes, the polling goes on,
/// so the group never loses a busy member.
public final class EvaluatorService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EvaluatorService.class);
    private static final String GROUP = "evoka-evaluators";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RUN_LIMIT = Duration.ofSeconds(10);
    private static final long COMMIT_NANOSECONDS = 1_000_000_000L;
    private static final long STOP_SECONDS = 8;

    private record Place(String run, int shard) {}

    private final EvaluatorConfig config;
    private final ExecutorService workers;
    private final Thread polling;
    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final RunCatalogue catalogue;
    private final Deserializer<CandidateBlock> blocks;
    private final Serializer<BlockFitness> answers;
    private final OffsetTracker offsets = new OffsetTracker();
    private final Map<Place, ShardObjective> objectives = new ConcurrentHashMap<>();
    private volatile boolean closing;

    public EvaluatorService(EvaluatorConfig config) {
        this.config = config;
        ValueSerdes serdes = ValueSerdes.of(config.client());
        this.blocks = serdes.deserializer(CandidateBlock.class);
        this.answers = serdes.serializer(BlockFitness.class);
        this.consumer = new KafkaConsumer<>(
                settings(Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        GROUP,
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        config.sessionMilliseconds(),
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                        config.sessionMilliseconds() / 4,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        8 << 20,
                        ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                        5_000,
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        CooperativeStickyAssignor.class.getName())),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        this.producer = new KafkaProducer<>(
                settings(Map.of(
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        64L << 20)),
                new StringSerializer(),
                new ByteArraySerializer());
        this.catalogue = new RunCatalogue(
                new KafkaConsumer<>(
                        settings(Map.of(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false)),
                        new StringDeserializer(),
                        new ByteArrayDeserializer()),
                serdes.deserializer(Run.class));
        this.workers = Executors.newFixedThreadPool(
                config.threads(),
                Thread.ofPlatform()
                        .name("evaluator-" + config.id() + "-", 0)
                        .daemon()
                        .factory());
        this.polling = Thread.ofPlatform()
                .name("evaluator-" + config.id() + "-poll")
                .daemon()
                .unstarted(this::poll);
    }

    private Map<String, Object> settings(Map<String, Object> own) {
        Map<String, Object> settings = new HashMap<>(own);
        settings.putAll(config.client());
        return settings;
    }

    /// Starts; returns at once.
    public void start() {
        polling.start();
    }

    private void poll() {
        consumer.subscribe(List.of(Topic.CANDIDATES.topicName()), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                partitions.forEach(offsets::forget);
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}
        });
        long committed = System.nanoTime();
        boolean paused = false;
        while (!closing) {
            try {
                take(consumer.poll(POLL));
                boolean full = offsets.unanswered() > 8 * config.threads();
                if (full != paused) {
                    paused = full;
                    if (full) {
                        consumer.pause(consumer.assignment());
                    } else {
                        consumer.resume(consumer.assignment());
                    }
                }
                if (System.nanoTime() - committed > COMMIT_NANOSECONDS) {
                    committed = System.nanoTime();
                    consumer.commitAsync(offsets.committable(), null);
                }
            } catch (WakeupException e) {
                LOG.debug("woken to close");
            } catch (KafkaException e) {
                LOG.atWarn().addKeyValue("evaluator", config.id()).log("polling goes on after: {}", e.getMessage());
            }
        }
        try {
            consumer.commitSync(offsets.committable(), Duration.ofSeconds(2));
        } catch (KafkaException e) {
            LOG.atInfo().log("the last answers are not committed and will be given to others: {}", e.getMessage());
        }
        consumer.close();
    }

    private void take(ConsumerRecords<String, byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<String, byte[]>> list = records.records(partition);
            Map<String, Long> newest = new HashMap<>();
            for (int i = list.size() - 1; i >= 0; i--) {
                ConsumerRecord<String, byte[]> record = list.get(i);
                CandidateBlock block;
                try {
                    block = blocks.deserialize(record.topic(), record.value());
                } catch (SerializationException e) {
                    LOG.atWarn()
                            .addKeyValue("partition", record.partition())
                            .addKeyValue("offset", record.offset())
                            .log("block cannot be read: {}", e.getMessage());
                    continue;
                }
                // A later record of a newer generation proves that this one is complete: nobody waits for it.
                if (newest.merge(block.getRun(), block.getGeneration(), Math::max) > block.getGeneration()) {
                    continue;
                }
                offsets.taken(partition, record.offset());
                workers.execute(() -> evaluate(partition, record.offset(), block));
            }
            offsets.passed(partition, list.getLast().offset() + 1);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback sees failures
    private void evaluate(TopicPartition partition, long offset, CandidateBlock block) {
        BlockFitness answer;
        try {
            Optional<Run> run = catalogue.run(block.getRun(), RUN_LIMIT);
            answer = run.isEmpty()
                    ? BlockEvaluation.failed(block, config.id(), "unknown run " + block.getRun())
                    : BlockEvaluation.evaluate(block, objective(run.get(), block.getShard()), config.id());
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("run", block.getRun()).setCause(e).log("block failed");
            answer = BlockEvaluation.failed(block, config.id(), String.valueOf(e.getMessage()));
        }
        byte[] value = answers.serialize(Topic.FITNESS.topicName(), answer);
        producer.send(new ProducerRecord<>(Topic.FITNESS.topicName(), block.getRun(), value), (metadata, failure) -> {
            if (failure == null) {
                offsets.answered(partition, offset);
            } else {
                LOG.atWarn().addKeyValue("run", block.getRun()).log("answer not sent: {}", failure.getMessage());
            }
        });
    }

    private ShardObjective objective(Run run, int shard) {
        return objectives.computeIfAbsent(new Place(run.getRun(), shard), place -> Objectives.open(run, place.shard()));
    }

    /// Stops: gives back what is not begun, finishes what is in work, leaves the group.
    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
        workers.shutdown();
        try {
            polling.join(Duration.ofSeconds(STOP_SECONDS));
            if (!workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(2));
        catalogue.close();
    }
}
