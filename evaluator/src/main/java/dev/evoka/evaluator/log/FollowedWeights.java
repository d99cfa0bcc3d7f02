package dev.evoka.evaluator.log;

import dev.evoka.evaluator.log.UpdateQueue.Snapshot;
import dev.evoka.evaluator.weights.WeightBase;
import dev.evoka.seeded.Update;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The weights of a run, brought to the generation that is asked for: from a snapshot if that is nearer, then by
/// folding update after update. Thread-safe.
public final class FollowedWeights implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedWeights.class);
    private static final Duration POLL = Duration.ofMillis(500);

    /// A digest of the weights at a checkpoint.
    ///
    /// @param generation number of updates folded
    /// @param sha256 the digest
    public record Digest(long generation, ByteBuffer sha256) {}

    private final String run;
    private final WeightBase base;
    private final int checkpoint;
    private final Artifacts artifacts;
    private final UpdateQueue queue;
    private final UpdateReader reader;
    private final Thread reading;
    private volatile boolean caughtUp;
    private volatile boolean again;
    private volatile boolean closing;
    private volatile Optional<Digest> digest = Optional.empty();

    /// Begins to read.
    ///
    /// @param base the weights at the start
    /// @param checkpoint updates between two digests
    /// @param wanted newest generation that is asked for
    public FollowedWeights(
            Map<String, Object> client, String run, WeightBase base, int checkpoint, Artifacts artifacts, long wanted) {
        this.run = run;
        this.base = base;
        this.checkpoint = checkpoint;
        this.artifacts = artifacts;
        this.queue = new UpdateQueue(wanted);
        this.reader = new UpdateReader(client, run);
        this.reading = Thread.ofPlatform().name("updates-" + run).daemon().start(this::read);
    }

    private void read() {
        try (reader) {
            while (!closing) {
                try {
                    if (again) {
                        queue.restart();
                        reader.restart();
                        again = false;
                    }
                    reader.poll(POLL).forEach(queue::take);
                    caughtUp |= reader.caughtUp();
                } catch (WakeupException e) {
                    LOG.debug("woken to close");
                } catch (KafkaException | IllegalArgumentException e) {
                    LOG.atWarn().addKeyValue("run", run).log("reading updates goes on after: {}", e.getMessage());
                }
            }
        }
    }

    /// Brings the weights to a generation, or finds that they are there.
    ///
    /// @return false if they are beyond it already, or its updates do not come within the limit
    public synchronized boolean reach(long generation, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (again || !caughtUp || base.generation() < generation) {
            if (!again && caughtUp && step(generation)) {
                continue;
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            queue.await(Math.min(POLL.toMillis(), left / 1_000_000));
        }
        return base.generation() == generation;
    }

    /// Goes back to the start: the log is read once more, and [#reach] comes to any generation again.
    ///
    /// @param restart takes the weights back to the start
    public synchronized void restart(Runnable restart) {
        again = true;
        reader.wakeup();
        restart.run();
    }

    /// The newest generation that all updates are known for, once the log is read.
    ///
    /// @return empty if the log cannot be read within the limit
    public synchronized OptionalLong newest(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!caughtUp) {
            if (System.nanoTime() > end) {
                return OptionalLong.empty();
            }
            queue.await(POLL.toMillis());
        }
        return OptionalLong.of(queue.end());
    }

    /// One step nearer; false if there is none now.
    private boolean step(long generation) {
        Optional<Update> next = queue.update(base.generation());
        Optional<Snapshot> nearer = nearer(generation, next.isPresent());
        while (nearer.isPresent()) {
            if (restore(nearer.get())) {
                return true;
            }
            queue.withdraw(nearer.get());
            nearer = nearer(generation, next.isPresent());
        }
        if (next.isPresent()) {
            base.fold(next.get());
            moved();
        } else if (queue.gap()) {
            again = true;
            reader.wakeup();
        }
        return next.isPresent();
    }

    private Optional<Snapshot> nearer(long generation, boolean foldable) {
        return queue.snapshot(generation)
                .filter(each -> each.generation() > base.generation())
                .filter(each -> !foldable || each.generation() - base.generation() > checkpoint / 2);
    }

    private boolean restore(Snapshot snapshot) {
        try (InputStream in = artifacts.open(snapshot.sha256())) {
            base.read(in);
            LOG.atInfo()
                    .addKeyValue("run", run)
                    .addKeyValue("generation", snapshot.generation())
                    .log("snapshot taken");
            moved();
            return true;
        } catch (IOException | KafkaException e) {
            LOG.atWarn()
                    .addKeyValue("run", run)
                    .addKeyValue("generation", snapshot.generation())
                    .log("snapshot cannot be read, updates are folded instead: {}", e.getMessage());
            return false;
        }
    }

    private void moved() {
        queue.folded(base.generation());
        if (base.generation() % checkpoint == 0) {
            digest = Optional.of(new Digest(base.generation(), ByteBuffer.wrap(base.digest())));
        }
    }

    /// Does something with the weights as they are at a generation, if they are: they do not move meanwhile.
    ///
    /// @param action takes the weights and the snapshots that are known
    public synchronized void whileAt(long generation, BiConsumer<WeightBase, List<Snapshot>> action) {
        if (base.generation() == generation) {
            action.accept(base, queue.snapshots());
        }
    }

    /// The digest at the last checkpoint; empty before the first.
    public Optional<Digest> digest() {
        return digest;
    }

    @Override
    public void close() {
        closing = true;
        reader.wakeup();
        try {
            reading.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
