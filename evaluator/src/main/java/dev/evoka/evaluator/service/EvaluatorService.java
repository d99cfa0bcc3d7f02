package dev.evoka.evaluator.service;

import dev.evoka.evaluator.log.RunCatalogue;
import dev.evoka.evaluator.vitals.Vitals;
import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.BlockFitness;
import dev.evoka.schemas.CandidateBlock;
import dev.evoka.schemas.DeadLetter;
import dev.evoka.schemas.EvaluatorStatus;
import dev.evoka.topics.Topic;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An evaluator: one thread polls, workers evaluate and answer. However long an evaluation takes, the polling goes on,
/// so the group never loses a busy member.
public final class EvaluatorService implements Evaluator {

    private static final Logger LOG = LoggerFactory.getLogger(EvaluatorService.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long COMMIT_NANOSECONDS = 1_000_000_000L;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(8);

    /// The group waits for it.
    private static final Duration HAND_OVER_LIMIT = Duration.ofMillis(500);

    /// What is taken ahead for each worker before polling pauses. It has to be much: a run's blocks can get their turn
    /// only if they are here, beside the many blocks of another.
    private static final long AHEAD_BYTES = 4L << 20;

    private static final long LEAST_AHEAD_BYTES = 32L << 20;

    /// What a small block takes in memory.
    private static final int BLOCK_BYTES = 4 << 10;

    private record Answer(TopicPartition partition, long offset, ProducerRecord<String, byte[]> record) {}

    private final EvaluatorConfig config;
    private final FairQueue queue;
    private final Workers<Answer> workers;
    private final Thread polling;
    private final KafkaConsumer<String, byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final BlockReader blocks;
    private final Rejections rejections;
    private final Serializer<BlockFitness> answers;
    private final OffsetTracker offsets = new OffsetTracker();
    private final OpenObjectives objectives;
    private final Heartbeat heartbeat;
    private final Vitals vitals;
    private final EvaluationTraces traces;
    private volatile boolean closing;

    public EvaluatorService(EvaluatorConfig config) {
        this.config = config;
        this.vitals = new Vitals(config.threads(), System::nanoTime);
        this.traces = new EvaluationTraces(config.tracing(), config.id());
        ValueSerdes serdes = ValueSerdes.of(config.client());
        this.blocks = new BlockReader(serdes.deserializer(CandidateBlock.class));
        this.answers = serdes.serializer(BlockFitness.class);
        this.consumer = EvaluatorClients.blocks(config);
        this.producer = EvaluatorClients.answers(config);
        this.rejections = new Rejections(producer, serdes.serializer(DeadLetter.class));
        this.objectives = new OpenObjectives(config, RunCatalogue.of(config.client()), producer);
        this.heartbeat = new Heartbeat(config, vitals, producer, serdes.serializer(EvaluatorStatus.class));
        this.queue = new FairQueue(task -> offsets.answered(task.partition(), task.offset()));
        this.workers = new Workers<>(
                "evaluator-" + config.id(), config.threads(), queue, this::evaluate, this::send, STOP_LIMIT);
        this.polling = Thread.ofPlatform()
                .name("evaluator-" + config.id() + "-poll")
                .daemon()
                .unstarted(this::poll);
    }

    @Override
    public void start() {
        polling.start();
    }

    @Override
    public Vitals vitals() {
        return vitals;
    }

    @Override
    public List<MeterBinder> clientMeters() {
        return List.of(new KafkaClientMetrics(consumer), new KafkaClientMetrics(producer));
    }

    private void poll() {
        consumer.subscribe(List.of(Topic.CANDIDATES.topicName()), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                queue.forget(partitions);
                handOver(partitions);
                partitions.forEach(offsets::forget);
            }

            // Others have had them for a while.
            @Override
            public void onPartitionsLost(Collection<TopicPartition> partitions) {
                queue.forget(partitions);
                partitions.forEach(offsets::forget);
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                vitals.joined(consumer.assignment().size());
            }
        });
        long committed = System.nanoTime();
        boolean paused = false;
        while (!closing) {
            try {
                take(consumer.poll(paused ? Duration.ZERO : POLL));
                vitals.polled(offsets.unanswered());
                paused = holdBack(paused);
                heartbeat.beat(consumer);
                if (System.nanoTime() - committed > COMMIT_NANOSECONDS) {
                    committed = System.nanoTime();
                    consumer.commitAsync(offsets.committable(), null);
                }
            } catch (WakeupException e) {
                LOG.debug("woken to close");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            } catch (KafkaException e) {
                LOG.atWarn().addKeyValue("evaluator", config.id()).log("polling goes on after: {}", e.getMessage());
            }
        }
        leave();
    }

    /// Tells those who have these slots now what is answered, so that they do not evaluate it again.
    private void handOver(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> answered = offsets.committable();
        answered.keySet().retainAll(partitions);
        try {
            consumer.commitSync(answered, HAND_OVER_LIMIT);
        } catch (KafkaException e) {
            LOG.atInfo().log("the last answers are not committed, others will repeat them: {}", e.getMessage());
        }
    }

    /// Takes no more blocks while too many wait. The group still hears of this member, poll after poll.
    ///
    /// @param paused true if no blocks are taken now
    /// @return true if none are to be taken by the next poll
    private boolean holdBack(boolean paused) throws InterruptedException {
        long most = Math.max(LEAST_AHEAD_BYTES, AHEAD_BYTES * config.threads());
        boolean full = offsets.bytes() > (paused ? most / 2 : most);
        if (full) {
            consumer.pause(consumer.assignment()); // those too that were assigned since
            full = !offsets.awaitBytes(most / 2, POLL);
        }
        if (!full && !consumer.paused().isEmpty()) {
            consumer.resume(consumer.paused());
        }
        return full;
    }

    private void leave() {
        try {
            consumer.commitSync(offsets.committable(), Duration.ofSeconds(2));
        } catch (KafkaException e) {
            LOG.atInfo().log("the last answers are not committed and will be given to others: {}", e.getMessage());
        }
        consumer.close();
    }

    private void take(ConsumerRecords<String, byte[]> records) {
        List<Task> tasks = new ArrayList<>(records.count());
        try {
            for (TopicPartition partition : records.partitions()) {
                List<ConsumerRecord<String, byte[]>> list = records.records(partition);
                for (ConsumerRecord<String, byte[]> record : list) {
                    try {
                        Task task = new Task(
                                partition,
                                record.offset(),
                                blocks.read(record),
                                config.tracing().read(record.headers()));
                        offsets.taken(partition, record.offset(), Math.max(BLOCK_BYTES, record.serializedValueSize()));
                        tasks.add(task);
                    } catch (SerializationException e) {
                        rejections.reject(record, e.getMessage());
                    }
                }
                offsets.passed(partition, list.getLast().offset() + 1);
            }
        } finally {
            queue.add(tasks); // also when the registry cannot be asked in the middle of them
        }
    }

    private Optional<Answer> evaluate(Task task) throws InterruptedException {
        String run = task.block().getRun();
        long since = vitals.begun();
        Span span = traces.begin(task.trace(), task.block());
        try {
            Optional<BlockFitness> answer = objectives.answer(task.block());
            EvaluationTraces.answered(span, answer);
            if (answer.isEmpty()) {
                offsets.answered(task.partition(), task.offset());
                return Optional.empty();
            }
            vitals.answered(task.block().getCount(), answer.get().getFailure() != null);
            byte[] value = answers.serialize(Topic.FITNESS.topicName(), answer.get());
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topic.FITNESS.topicName(), run, value);
            return Optional.of(new Answer(task.partition(), task.offset(), record));
        } catch (KafkaException e) {
            // Broker or registry are away. The coordinator gives the block out again.
            LOG.atWarn().addKeyValue("run", run).log("block not answered: {}", e.getMessage());
            offsets.answered(task.partition(), task.offset());
            return Optional.empty();
        } finally {
            span.end();
            vitals.ended(since);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback sees failures
    private void send(List<Answer> ready) {
        for (Answer answer : ready) {
            producer.send(answer.record(), (metadata, failure) -> {
                // A block whose answer is lost is given out again by the coordinator: nothing to keep it open for.
                offsets.answered(answer.partition(), answer.offset());
                if (failure != null) {
                    LOG.atWarn()
                            .addKeyValue("run", answer.record().key())
                            .log("answer not sent: {}", failure.getMessage());
                }
            });
        }
    }

    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        consumer.wakeup();
        workers.close();
        try {
            if (polling.getState() == Thread.State.NEW) {
                consumer.close(); // never started
            } else {
                polling.join(STOP_LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        objectives.close();
        heartbeat.leave();
        producer.close(Duration.ofSeconds(2));
    }
}
