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
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An evaluator of the pool. For each of its threads there are two members of the share group, each of which takes one
/// block at a time, the next of any slot: while one evaluates, the other asks, shortly before its turn comes. When a
/// process dies, the broker gives its blocks to others at once. After five
/// deliveries Kafka drops a record silently: that every block is answered is seen to by the coordinator, as always.
public final class PooledEvaluator implements Evaluator {

    private static final Logger LOG = LoggerFactory.getLogger(PooledEvaluator.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(8);

    /// The consumer belongs to the thread from the start of that on.
    private record Member(ShareConsumer<String, byte[]> consumer, Thread thread) {}

    private final EvaluatorConfig config;
    private final Vitals vitals;
    private final EvaluationTraces traces;
    private final BlockReader blocks;
    private final Serializer<BlockFitness> answers;
    private final KafkaProducer<String, byte[]> producer;
    private final Rejections rejections;
    private final Heartbeat heartbeat;
    private final OpenObjectives objectives;
    private final Turns turns;
    private final List<Member> members;
    private volatile boolean closing;

    public PooledEvaluator(EvaluatorConfig config) {
        this.config = config;
        this.vitals = new Vitals(config.threads(), System::nanoTime);
        this.traces = new EvaluationTraces(config.tracing(), config.id());
        ValueSerdes serdes = ValueSerdes.of(config.client());
        this.blocks = new BlockReader(serdes.deserializer(CandidateBlock.class));
        this.answers = serdes.serializer(BlockFitness.class);
        this.producer = EvaluatorClients.answers(config);
        this.heartbeat = new Heartbeat(config, vitals, producer, serdes.serializer(EvaluatorStatus.class));
        this.rejections = new Rejections(producer, serdes.serializer(DeadLetter.class));
        this.objectives = new OpenObjectives(config, RunCatalogue.of(config.client()), producer);
        this.turns = new Turns(config.threads(), System::nanoTime);
        this.members =
                IntStream.range(0, turns.members()).mapToObj(this::member).toList();
    }

    private Member member(int number) {
        ShareConsumer<String, byte[]> consumer = SharePool.member(config.client());
        return new Member(
                consumer,
                Thread.ofPlatform()
                        .name("evaluator-%s-%d".formatted(config.id(), number))
                        .daemon()
                        .unstarted(() -> new PoolMember(consumer, turns, this::polled, this::answer).takePart()));
    }

    @Override
    public void start() {
        SharePool.configure(config.client());
        members.forEach(member -> member.thread().start());
    }

    @Override
    public Vitals vitals() {
        return vitals;
    }

    @Override
    public List<MeterBinder> clientMeters() {
        return List.of(
                ShareMeters.of(members.stream().map(Member::consumer).toList()), new KafkaClientMetrics(producer));
    }

    private void polled() {
        vitals.joined(0);
        vitals.polled(0);
        heartbeat.beat();
    }

    /// Answers a block.
    ///
    /// @return false if it is for others, since this evaluator stops
    private boolean answer(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        CandidateBlock block;
        try {
            block = blocks.read(record);
        } catch (SerializationException e) {
            turns.none();
            rejections.reject(record, e.getMessage());
            return true;
        }
        Turns.Turn turn = turns.begin(block.getCount());
        boolean answered = false;
        long since = vitals.begun();
        Span span = traces.begin(config.tracing().read(record.headers()), block);
        try {
            if (closing) {
                return false;
            }
            Optional<BlockFitness> answer = objectives.answer(block);
            EvaluationTraces.answered(span, answer);
            answer.ifPresent(this::send);
            answered = true;
            return true;
        } catch (InterruptedException e) {
            return false;
        } catch (KafkaException e) {
            // Broker or registry are away. The coordinator gives the block out again.
            LOG.atWarn().addKeyValue("run", block.getRun()).log("block not answered: {}", e.getMessage());
            return true;
        } finally {
            span.end();
            vitals.ended(since);
            turns.end(turn, answered);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback sees failures
    private void send(BlockFitness answer) {
        vitals.answered(
                answer.getCount(), Optional.ofNullable(answer.getFailure()).isPresent());
        byte[] value = answers.serialize(Topic.FITNESS.topicName(), answer);
        producer.send(new ProducerRecord<>(Topic.FITNESS.topicName(), answer.getRun(), value), (metadata, failure) -> {
            if (failure != null) {
                LOG.atWarn().addKeyValue("run", answer.getRun()).log("answer not sent: {}", failure.getMessage());
            }
        });
    }

    @Override
    public void close() {
        if (closing) {
            return;
        }
        closing = true;
        turns.close();
        long end = System.nanoTime() + STOP_LIMIT.toNanos();
        try {
            for (Member member : members) {
                Thread thread = member.thread();
                if (thread.getState() == Thread.State.NEW) {
                    member.consumer().close(); // never started
                } else if (!thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                    thread.interrupt();
                    thread.join(Duration.ofSeconds(1));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        objectives.close();
        heartbeat.leave();
        producer.close(Duration.ofSeconds(2));
    }
}
