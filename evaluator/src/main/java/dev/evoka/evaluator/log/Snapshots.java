package dev.evoka.evaluator.log;

import dev.evoka.evaluator.log.UpdateQueue.Snapshot;
import dev.evoka.evaluator.weights.WeightBase;
import dev.evoka.registry.ValueSerdes;
import dev.evoka.schemas.ModelUpdate;
import dev.evoka.topics.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps snapshots of weights: each becomes an artifact, is announced in evoka.updates when all of it is there, and one
/// that is older than the newest two goes. Thread-safe.
public final class Snapshots implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final int KEPT = 2;
    private static final String TOPIC = Topic.UPDATES.topicName();

    private final Producer<String, byte[]> producer;
    private final Artifacts artifacts;
    private final Serializer<ModelUpdate> updates;
    private final ExecutorService sending;

    /// @param producer sends; not closed here
    public Snapshots(Map<String, Object> client, Artifacts artifacts, Producer<String, byte[]> producer) {
        this.producer = producer;
        this.artifacts = artifacts;
        this.updates = ValueSerdes.of(client).serializer(ModelUpdate.class);
        this.sending = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("snapshots").daemon().factory());
    }

    /// Takes a snapshot of weights, which must not move meanwhile, and sends it in the background.
    ///
    /// @param known snapshots that were announced before
    public void keep(String run, WeightBase base, List<Snapshot> known) {
        try {
            long generation = base.generation();
            Draft draft = Draft.of(base::write);
            sending.execute(() -> send(run, generation, draft, known));
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("run", run).log("snapshot not written: {}", e.getMessage());
        }
    }

    private void send(String run, long generation, Draft draft, List<Snapshot> known) {
        try {
            int chunks = artifacts.send(draft, producer);
            ModelUpdate record = new ModelUpdate(run, generation, 0, chunks, ByteBuffer.allocate(0), draft.sha256());
            producer.send(new ProducerRecord<>(TOPIC, run, updates.serialize(TOPIC, record)))
                    .get();
            List<Snapshot> older = known.stream()
                    .filter(each -> each.generation() < generation)
                    .toList();
            if (older.size() >= KEPT) {
                Snapshot oldest = older.get(older.size() - KEPT);
                artifacts.forget(oldest.sha256(), oldest.chunks(), producer);
            }
        } catch (IOException | KafkaException | ExecutionException e) {
            LOG.atWarn().addKeyValue("run", run).setCause(e).log("snapshot not kept");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Finishes what is under way, within a short time.
    @Override
    public void close() {
        sending.shutdown();
        try {
            if (!sending.awaitTermination(2, TimeUnit.SECONDS)) {
                sending.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
